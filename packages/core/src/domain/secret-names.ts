import { isJsonObject } from './json.js';
import { environmentVariable } from './parameters.js';

const secretName =
  /pass(?:word|wd|phrase|code)|pass$|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential/i;

/** Text that contains a credential: a URL with a password, `password=…`, a token, a private key, an encrypted value. */
const secretText = [
  /:\/\/[^\s/@:]*:[^\s/@]+@/,
  /(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key)["']?\s*[:=]\s*\S/i,
  /\bbearer\s+\S/i,
  /(?<![\w-])eyJ[\w-]{8,}\.[\w-]/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^\{\w*enc\}/i,
];

/** What is shown instead of a secret. */
export const mask = '***';

/** Whether only asterisks or bullets are shown of a value, or of a part of it. */
export const isMasked = (value: unknown): boolean => {
  if (typeof value === 'string') return /^[*•]{3,}$/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isMasked);
};

/**
 * Whether a name, such as that of a parameter or an environment variable, is that of a secret.
 *
 * @example
 * ```ts
 * assert.equal(isSecretName('db.PASSWORD'), true);
 * assert.equal(isSecretName('region'), false);
 * ```
 */
export const isSecretName = (name: string): boolean => secretName.test(name);

/** Whether a value, or a part of it, is a secret, by the names in it or by its form. */
const isSecretValue = (value: unknown): boolean => {
  if (typeof value === 'string') {
    if (secretText.some((form) => form.test(value))) return true;
    const { name } = environmentVariable(value);
    return value.includes('=') && isSecretName(name);
  }
  if (Array.isArray(value)) return value.some(isSecretValue);
  if (!isJsonObject(value)) return false;
  return (
    isSecret(value['name'], value['value']) || Object.entries(value).some(([name, at]) => isSecret(name, at))
  );
};

/** Whether a named value is a secret. An empty or absent value is not a secret. */
export const isSecret = (name: unknown, value: unknown): boolean => {
  if (value === undefined || value === null || value === '') return false;
  return (typeof name === 'string' && isSecretName(name)) || isSecretValue(value);
};
