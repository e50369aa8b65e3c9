import { isJsonObject as isObject, isSecretName } from '@wxdi/sdk';

type Scrub = (text: string) => string;

/**
 * A document that may be shown: without the values of environment variables and of anything named like a secret.
 * `scrub` removes known secrets.
 */
export const redacted = (value: unknown, scrub: Scrub = (text) => text): unknown => {
  if (typeof value === 'string') return redactedText(scrub(value));
  if (Array.isArray(value)) return value.map((item) => redacted(item, scrub));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isHidden(value, name) ? hidden(name, member) : redacted(member, scrub),
    ]),
  );
};

/** `password=***` in a list of `name=value`. */
const redactedText = (text: string): string => {
  const [name = ''] = text.split('=', 1);
  return name.length < text.length && isSecretName(name.trim()) ? `${name}=***` : text;
};

const isHidden = (members: Readonly<Record<string, unknown>>, name: string): boolean => {
  if (name === 'env_variables' || isSecretName(name)) return true;
  if (name !== 'value') return false;
  // `{ name: 'password', value }` of a parameter, `{ path: '/…/env_variables', value }` of a patch.
  const labels = [members['name'], members['path']].filter((label) => typeof label === 'string');
  return labels.some((label) => isSecretName(label) || label.endsWith('/env_variables'));
};

/** The names of variables may be shown, their values not. */
const hidden = (name: string, value: unknown): unknown => {
  if (!Array.isArray(value)) return value === null ? null : '***';
  return value.map((item: unknown) =>
    typeof item === 'string' && (name === 'env_variables' || item.includes('='))
      ? `${item.split('=', 1)[0] ?? ''}=***`
      : '***',
  );
};

/** A query or a form, without the values of anything named like a secret. */
export const redactedPairs = (text: string): string =>
  text.replace(/(?<=^|[?&])([^?&=\s]+)=[^&\s]+/g, (pair, name: string) =>
    isSecretName(name) ? `${name}=***` : pair,
  );
