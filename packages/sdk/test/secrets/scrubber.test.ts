import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubCause } from '../../src/secrets/scrub-cause.js';
import { scrubber } from '../../src/secrets/scrubber.js';
import { environmentValues } from '../../src/secrets/environment-values.js';

const encodings: readonly [string, (secret: string) => string][] = [
  ['unchanged', (s) => s],
  ['in JSON', (s) => JSON.stringify({ s })],
  ['in JSON in JSON', (s) => JSON.stringify(JSON.stringify({ s }))],
  ['URL-encoded', (s) => encodeURIComponent(s)],
  ['URL-encoded in lower case', (s) => encodeURIComponent(s).replace(/%../g, (hex) => hex.toLowerCase())],
  ['as a form', (s) => new URLSearchParams({ s }).toString()],
  ['in base64', (s) => Buffer.from(s).toString('base64')],
  ['in base64 for URLs', (s) => Buffer.from(s).toString('base64url')],
];

describe('a secret in a text', () => {
  const secret = fc.string({ minLength: 4, unit: 'grapheme' });

  it.each(encodings)('is removed in the form: %s', (_, write) => {
    fc.assert(
      fc.property(secret, fc.string(), (value, around) => {
        const written = write(value);
        const clean = scrubber([value])(`${around}<${written}>`);
        expect(clean.startsWith(around) || around.includes(value)).toBe(true);
        expect(clean).not.toContain(written);
      }),
    );
  });

  it('is removed from the base64 of a longer text, at any offset', () => {
    const keys = fc.string({ minLength: 12, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(keys, fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (key, before, after) => {
        const clean = scrubber([key])(Buffer.from(`${before}:${key}:${after}`).toString('base64'));
        // Only the first and last characters of the key may remain, because they share bytes with adjacent text.
        const left = Buffer.from(clean.split('[secret]')[0] ?? '', 'base64').toString();
        expect(clean).toContain('[secret]');
        expect(left.length).toBeLessThanOrEqual(`${before}:`.length + 2);
      }),
    );
  });

  it('leaves all other text unchanged', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(scrubber(['planted-secret', ''])(text)).toBe(text);
      }),
    );
  });

  it('is not part of another secret or of the mask', () => {
    expect(scrubber(['secret', 'secret-of-all'])('a secret-of-all test')).toBe('a [secret] test');
    expect(scrubber(['the secret', 'secret'])('the secret, a secret')).toBe('[secret], a [secret]');
  });

  it('is not replaced if it has fewer than four characters: it would match parts of words', () => {
    expect(scrubber(['', 's', 'st', 'tes'])('a test')).toBe('a test');
    expect(scrubber(['test'])('a test')).toBe('a [secret]');
  });

  it('is replaced from the moment it is added to the set', () => {
    const secrets = new Set<string>();
    const scrub = scrubber(secrets);
    expect(scrub('a planted text')).toBe('a planted text');
    secrets.add('planted');
    expect(scrub('a planted text')).toBe('a [secret] text');
  });

  it('may contain special characters of regular expressions', () => {
    const odd = '$&.*+?^()[]{}|\\/-#';
    expect(scrubber([odd])(`<${odd}>`)).toBe('<[secret]>');
  });
});

describe('values of environment variables', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'a list of strings',
      { configuration: { env_variables: ['A=pass=word', 'B=short', 'C=long-enough'] } },
      ['pass=word', 'long-enough'],
    ],
    ['a list of objects', [{ env_variables: [{ name: 'A', value: 'pass-word' }, null] }], ['pass-word']],
    ['an object', { env_variables: { A: 'pass-word' } }, ['pass-word']],
    [
      'a JSON Patch',
      [{ op: 'add', path: '/entity/job/configuration/env_variables/-', value: 'A=pass-word' }],
      ['pass-word'],
    ],
    ['nothing', undefined, []],
    ['a string', 'env_variables', []],
  ])('are found in %s', (_, document, values) => {
    expect(environmentValues(document)).toEqual(values);
  });

  it('are found at any depth, without a stack overflow', () => {
    const deep: unknown = JSON.parse(
      '{"a":'.repeat(50_000) + '{"env_variables":["A=pass-word"]}' + '}'.repeat(50_000),
    );
    expect(environmentValues(deep)).toEqual(['pass-word']);
  });
});

describe('a cause', () => {
  const scrub = scrubber(['planted']);

  it('without secrets is the same object', () => {
    const cause = Object.assign(new Error('plain', { cause: new TypeError('inner') }), {
      code: 'ECONNRESET',
    });
    expect(scrubCause(scrub, cause)).toBe(cause);
  });

  it.each<[string, () => Error]>([
    ['its message', () => new Error('planted')],
    ['a member', () => Object.assign(new Error('x'), { input: 'https://planted/' })],
    ['a member of a member', () => Object.assign(new Error('x'), { request: { headers: ['planted'] } })],
    [
      'a circular member',
      () => {
        const request: Record<string, unknown> = { header: 'planted' };
        return Object.assign(new Error('x'), { request: Object.assign(request, { self: request }) });
      },
    ],
    ['its own cause', () => new Error('x', { cause: new Error('planted') })],
    ['its stack', () => Object.assign(new Error('x'), { stack: 'at planted' })],
  ])('with a secret in %s is copied without it', async (_, make) => {
    const clean = scrubCause(scrub, make()) as Error;
    const { inspect } = await import('node:util');
    expect(inspect(clean, { depth: 9 })).not.toContain('planted');
    expect(clean).toBeInstanceOf(Error);
  });

  it('keeps its name, code and stack', () => {
    const error = Object.assign(new TypeError('planted'), { code: 'E1' });
    expect(scrubCause(scrub, error)).toMatchObject({ name: 'TypeError', code: 'E1', message: '[secret]' });
  });

  it('may be a string or any value', () => {
    expect(scrubCause(scrub, 'a planted text')).toBe('a [secret] text');
    expect(scrubCause(scrub, 7)).toBe(7);
  });
});
