import { base64 } from '../../auth/base64.js';

/** Shorter pieces of base64 would be found in innocent text. */
const shortestPiece = 8;

/** Every way in which others may write a secret: as it is, base64, URL-encoded or JSON-escaped. */
export const formsOf = (secret: string): readonly string[] => [
  secret,
  ...jsonForms(secret),
  ...urlForms(secret),
  ...base64Forms(secret),
];

const jsonForms = (secret: string): readonly string[] => {
  const plain = JSON.stringify(secret).slice(1, -1);
  const ascii = plain.replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  // Some writers escape the slash, and what is special in HTML.
  const html = plain.replace(/[<>&'=+]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  // JSON inside JSON, as in a log line of a gateway.
  const twice = JSON.stringify(plain).slice(1, -1);
  return [plain, ascii, html, twice, plain.replaceAll('/', '\\/')];
};

const urlForms = (secret: string): readonly string[] => {
  // Lone surrogates cannot be URL-encoded; through UTF-8, they become what everybody sends for them.
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(secret));
  const component = encodeURIComponent(wellFormed);
  const form = new URLSearchParams({ k: wellFormed }).toString().slice(2);
  const strict = component.replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const all = [component, form, strict, encodeURI(wellFormed), form.replaceAll('+', '%20')];
  const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
  return [...all, ...all.map(lower)];
};

/**
 * In base64 a text looks different by where it starts among the three bytes of a group: the characters that depend
 * on the secret alone are the same wherever it stands, e.g. behind `user:`.
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
