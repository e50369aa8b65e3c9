import { base64 } from './base64.js';

/** Shorter pieces of base64 would match ordinary text. */
const shortestPiece = 8;

/** All forms in which a secret may appear: raw, base64, URL-encoded, JSON-escaped or in hexadecimal. */
export const formsOf = (secret: string): readonly string[] => [
  secret,
  ...jsonForms(secret),
  ...urlForms(secret),
  ...base64Forms(secret),
  ...hexForms(secret),
];

const hexForms = (secret: string): readonly string[] => {
  const bytes = new TextEncoder().encode(secret);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex, hex.toUpperCase()];
};

const jsonForms = (secret: string): readonly string[] => {
  const plain = JSON.stringify(secret).slice(1, -1);
  const ascii = plain.replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  // Some writers escape the slash and HTML characters.
  const html = plain.replace(/[<>&'=+]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  // JSON in JSON, as in a gateway's log line.
  const twice = JSON.stringify(plain).slice(1, -1);
  return [plain, ascii, html, twice, plain.replaceAll('/', '\\/')];
};

const urlForms = (secret: string): readonly string[] => {
  // Lone surrogates cannot be URL-encoded; UTF-8 encoding replaces them by U+FFFD.
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(secret));
  const component = encodeURIComponent(wellFormed);
  const form = new URLSearchParams({ k: wellFormed }).toString().slice(2);
  const strict = component.replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const all = [component, form, strict, encodeURI(wellFormed), form.replaceAll('+', '%20')];
  const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
  return [...all, ...all.map(lower)];
};

/**
 * The base64 of a text depends on its offset within a group of three bytes. For each offset, the characters that
 * depend on the secret alone are found wherever it appears, e.g. after `user:`.
 */
const base64Forms = (secret: string): readonly string[] => {
  const whole = base64(secret);
  const bytes = new TextEncoder().encode(secret).length;
  const pieces = [0, 1, 2]
    .map((shift) => {
      const first = Math.ceil((shift * 8) / 6);
      const last = Math.floor(((shift + bytes) * 8) / 6);
      return base64('\0'.repeat(shift) + secret).slice(first, last);
    })
    .filter((piece) => piece.length >= shortestPiece);
  return [whole, whole.replace(/=+$/, ''), ...pieces].flatMap((text) => [
    text,
    text.replaceAll('+', '-').replaceAll('/', '_'),
    encodeURIComponent(text),
  ]);
};
