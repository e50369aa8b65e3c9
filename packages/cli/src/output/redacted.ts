import type { Secrets } from './scrub.js';
import { clean } from './scrub.js';

const telling = /pass(?:word|wd|phrase)?$|secret|token|api_?key|credential|private_?key/i;

/**
 * A body as it may be shown: values of environment variables go, and those of members and parameters whose names
 * sound like secrets.
 */
export const redacted = (value: unknown, secrets: Secrets): unknown => {
  if (typeof value === 'string') return clean(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [
      name,
      isHidden(members, name) ? hidden(name, member) : redacted(member, secrets),
    ]),
  );
};

const isHidden = (members: Readonly<Record<string, unknown>>, name: string): boolean =>
  name === 'env_variables' ||
  telling.test(name) ||
  (name === 'value' && typeof members['name'] === 'string' && telling.test(members['name'])) ||
  (name === 'value' && typeof members['path'] === 'string' && telling.test(members['path'])) ||
  (name === 'value' && typeof members['path'] === 'string' && members['path'].endsWith('/env_variables'));

/** Names of variables may be seen, their values not. */
const hidden = (name: string, value: unknown): unknown => {
  if (!Array.isArray(value)) return value === null ? null : '***';
  return value.map((item: unknown) =>
    typeof item === 'string' && (name === 'env_variables' || item.includes('='))
      ? `${item.split('=', 1)[0] ?? ''}=***`
      : '***',
  );
};
