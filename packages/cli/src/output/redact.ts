import type { Secrets } from './secrets.js';
import { scrubber } from '@wxdi/sdk';
import { isObject } from '../input/object.js';

const sensitive = /pass(?:word|wd|phrase)?$|secret|token|api_?key|credential|private_?key/i;

/** A document that may be shown: without the values of environment variables and of anything named like a secret. */
export const redacted = (value: unknown, secrets: Secrets): unknown => {
  if (typeof value === 'string') return scrubber(secrets)(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isHidden(value, name) ? hidden(name, member) : redacted(member, secrets),
    ]),
  );
};

const isHidden = (members: Readonly<Record<string, unknown>>, name: string): boolean => {
  if (name === 'env_variables' || sensitive.test(name)) return true;
  if (name !== 'value') return false;
  // `{ name: 'password', value }` of a parameter, `{ path: '/…/env_variables', value }` of a patch.
  const labels = [members['name'], members['path']].filter((label) => typeof label === 'string');
  return labels.some((label) => sensitive.test(label) || label.endsWith('/env_variables'));
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
    sensitive.test(name) ? `${name}=***` : pair,
  );
