import { isJsonObject, isSecretName, parseJson, printJson } from '@wxdi/core';
import type { HttpRequest } from '../http/transport.js';
import { environmentValues } from '../secrets/environment-values.js';

/** What is written instead of a secret. */
export const mask = '***';

/** Headers whose values may be written. Any other may contain a credential or a cookie. */
const harmless =
  /^(?:accept|age|cache-control|connection|keep-alive|content-(?:encoding|length|type)|date|etag|retry-after|server|traceparent|transfer-encoding|user-agent|vary|via|x-ratelimit-.*|(?:x-)?(?:correlation|request|trace|transaction|global-transaction)-?id)$/i;

/** Shorter values are too common to be removed from all texts; they are masked where they are. */
const shortest = 6;

/** Names of secrets, as far as they are told by their beginning: a pattern without it takes linear time. */
const names =
  '(?:pass(?:word|wd|phrase|code)|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\\w.-]{0,40}';

/** `password=…` in a text, such as a line of a log or a query. */
const pair = new RegExp(`((?:${names}|pass)["']?\\s*[=:]\\s*["']?)[^\\s"'&,;]+`, 'gi');

/** Texts that are secrets by their form: JWTs, tokens of a header, passwords in URLs, private keys. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z ]{0,40}PRIVATE KEY)-----[^]*?(?:-----END \1-----|$)/g, mask],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, mask],
  [/\b(bearer|basic|zenapikey)\s+[\w.~+/=-]{8,}/gi, `$1 ${mask}`],
  [/(:\/\/[^\s/@:]*:)[^\s/@]+@/g, `$1${mask}@`],
  [pair, `$1${mask}`],
];

/** Removes what must not be written from a text. */
export type Redact = (text: string) => string;

/** A text without what is a secret by its name or form, and without known secrets. */
export const redactor =
  (scrub: Redact = (text) => text): Redact =>
  (text) =>
    forms.reduce((masked, [form, shown]) => masked.replace(form, shown), scrub(text));

/** Headers of a recording, by lower-case name. */
export const maskedHeaders = (
  headers: Readonly<Record<string, string>>,
  redact: Redact,
): readonly { readonly name: string; readonly value: string }[] =>
  Object.entries(headers).map(([name, value]) => ({
    name: name.toLowerCase(),
    value: harmless.test(name) ? redact(value) : mask,
  }));

/** A body that may be written; the same text if nothing in it is masked. */
export const maskedBody = (body: string, redact: Redact): string => {
  const document = jsonOf(body);
  if (document === undefined) return redact(body);
  const masked = printJson(maskedDocument(document, redact));
  return masked === printJson(document) ? body : masked;
};

const jsonOf = (body: string): unknown => {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
};

/** A document without values of environment variables, and of anything named like a secret. Its shape is kept. */
const maskedDocument = (value: unknown, redact: Redact): unknown => {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => maskedDocument(item, redact));
  if (!isJsonObject(value)) return isKnown(value, redact) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      redact(name),
      isHidden(value, name) ? hidden(member) : maskedDocument(member, redact),
    ]),
  );
};

/** Whether the digits of a number are a known secret. */
const isKnown = (value: unknown, redact: Redact): boolean =>
  (typeof value === 'number' || typeof value === 'bigint') && redact(String(value)) !== String(value);

const isHidden = (members: Readonly<Record<string, unknown>>, name: string): boolean => {
  if (name === 'env_variables' || isSecretName(name)) return true;
  if (name !== 'value') return false;
  // `{ name: 'password', value }` of a parameter, `{ path: '/…/env_variables', value }` of a patch.
  const labels = [members['name'], members['path']].filter((label) => typeof label === 'string');
  return labels.some((label) => isSecretName(label) || label.includes('/env_variables'));
};

/** The names of variables are kept, their values are not. */
const hidden = (value: unknown): unknown => {
  if (typeof value === 'string') {
    const [name = ''] = value.split('=', 1);
    return name.length < value.length && /^\w[\w.-]*$/.test(name) ? `${name}=${mask}` : mask;
  }
  if (typeof value === 'number' || typeof value === 'bigint') return 0;
  if (Array.isArray(value)) return value.map(hidden);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === 'name' ? member : hidden(member)]),
  );
};

/** The secrets in a body: values of environment variables, and of what is named like a secret. */
export const secretsInBody = (body: string): readonly string[] => {
  const document = jsonOf(body);
  const found =
    document === undefined
      ? secretsInForm(body)
      : [...environmentValues(document), ...namedSecrets(document)];
  return found.filter((secret) => secret.length >= shortest);
};

const secretsInForm = (body: string): readonly string[] =>
  /^[\w.%+-]+=/.test(body)
    ? [...new URLSearchParams(body)].flatMap(([name, value]) => (isSecretName(name) ? [value] : []))
    : [];

/** Names of what is known about a secret: `token_type`, `token_url`. */
const isAbout = (name: string): boolean => /(?:type|url|uri|scope|expir\w*|name|id)$/i.test(name);

const namedSecrets = (document: unknown): readonly string[] => {
  const found: string[] = [];
  const open: unknown[] = [document];
  // A loop, since a document may be nested deeper than the stack.
  while (open.length > 0) {
    const item = open.pop();
    if (Array.isArray(item)) for (const member of item as readonly unknown[]) open.push(member);
    if (!isJsonObject(item)) continue;
    for (const [name, member] of Object.entries(item)) {
      if (typeof member === 'string' && isHidden(item, name) && !isAbout(name)) found.push(member);
      else open.push(member);
    }
  }
  return found;
};

/** The secrets in headers: credentials and cookies. */
export const secretsInHeaders = (headers: HttpRequest['headers']): readonly string[] =>
  Object.entries(headers)
    .filter(([name]) => /authorization|cookie|key|token|secret/i.test(name))
    .flatMap(([name, value]) => (/cookie/i.test(name) ? cookiesIn(value) : credentialsIn(value)))
    .filter((secret) => secret.length >= shortest);

const cookiesIn = (header: string): readonly string[] =>
  header.split(/[;,]/).map((cookie) => cookie.slice(cookie.indexOf('=') + 1).trim());

/** The credential after its scheme; of a pair in base64, the pair and its password. */
const credentialsIn = (header: string): readonly string[] => {
  const credential = header.replace(/^[\w-]+ +/, '');
  const decoded = /^bearer /i.test(header) ? '' : textOfBase64(credential);
  return [credential, decoded, decoded.slice(decoded.indexOf(':') + 1)];
};

const textOfBase64 = (text: string): string => {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
};
