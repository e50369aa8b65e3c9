import { Secret } from '@wxdi/sdk';
import { format, inspect } from 'node:util';
import { expect, it } from 'vitest';

const secret = new Secret('planted-value');

it.each<[string, () => string]>([
  ['as a string', () => String(secret)],
  ['in a template', () => `${secret as unknown as string}`],
  ['concatenated to a string', () => 'key: ' + (secret as unknown as string)],
  ['as JSON', () => JSON.stringify({ deep: [{ secret }] })],
  ['inspected', () => inspect({ deep: [{ secret }] }, { depth: 9, showHidden: true })],
  ['formatted', () => format('%s %j %o %O', secret, secret, secret, secret)],
  ['in an error', () => inspect(new Error('x', { cause: { secret } }))],
  ['spread', () => JSON.stringify({ ...secret })],
  ['by its own names', () => Reflect.ownKeys(secret).map(String).join()],
])('a secret does not show %s', (_, show) => {
  expect(show()).not.toContain('planted');
});

it('a secret returns its text by expose()', () => {
  expect(secret.expose()).toBe('planted-value');
});

it('a secret is not cloned into another process with its text', () => {
  expect(structuredClone({ secret })).toEqual({ secret: {} });
});
