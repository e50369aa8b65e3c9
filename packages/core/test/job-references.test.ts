import type { Reference } from '@wxdi/core';
import { documentOf, mapReferences, referencesIn, referenceText, resolveReferences } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { job } from './support/documents.js';

const values: Readonly<Record<string, unknown>> = { A: 'a', N: 7, EMPTY: '', LIST: [1], MAP: { x: 1 } };

const lookup = ({ kind, name }: Reference) =>
  Object.hasOwn(values, name)
    ? { value: values[name] }
    : { received: `no ${kind} ${name}`, isAbsent: name !== 'LOCKED' };

const resolved = (text: unknown) => resolveReferences(text, lookup);

describe('a text of a job document', () => {
  it.each([
    ['${env.A}', 'a'],
    ['${var.A}', 'a'],
    ['${file:A}', 'a'],
    ['x${env.A}y${var.A}', 'xaya'],
    ['${var.N}', 7],
    ['n${var.N}', 'n7'],
    ['${var.LIST}', [1]],
    ['${env.B:-b}', 'b'],
    ['${env.B:-}', ''],
    ['${env.B:-a:-b}', 'a:-b'],
    ['${env.A:-b}', 'a'],
    ['${file:a b/c.txt:-x}', 'x'],
    ['${file:C:\\x:-y}', 'y'],
  ])('%s is %j', (text, value) => {
    expect(resolved(text)).toEqual({ value, issues: [] });
  });

  it.each([
    ['$${env.A}', '${env.A}'],
    ['$$${env.A}', '$${env.A}'],
    ['a$${file:A}b', 'a${file:A}b'],
    ['$${var.A}${var.A}', '${var.A}a'],
    ['$${env.', '${env.'],
  ])('%s is the text %s', (text, value) => {
    expect(resolved(text)).toEqual({ value, issues: [] });
  });

  it.each([
    '${x}',
    '$${x}',
    '${record:value("/a")}',
    '${ENV.A}',
    '${env:A}',
    '{env.A}',
    '$',
    '${',
    '$A',
    '${environment}',
  ])('%s stays as it is', (text) => {
    expect(resolved(text)).toEqual({ value: text, issues: [] });
    expect(referencesIn(text)).toEqual([]);
  });

  it.each([
    ['${env.B}', 'a value for ${env.B}', 'no env B'],
    ['a ${var.B} c', 'a value for ${var.B}', 'no var B'],
    ['${file:LOCKED:-x}', 'a value for ${file:LOCKED:-x}', 'no file LOCKED'],
    ['x ${var.LIST}', 'text, a number or a boolean for ${var.LIST} in a text', 'a list'],
    ['x ${var.MAP}', 'text, a number or a boolean for ${var.MAP} in a text', 'another value'],
  ])('%s is an error', (text, expected, received) => {
    expect(resolved({ a: ['', { b: text }] }).issues).toEqual([
      { path: 'a[1].b', keys: ['a', 1, 'b'], expected, received },
    ]);
  });

  it.each(['${env.}', '${env.A', '${env.1}', '${var.a b}', '${file:}', '${env.A:b}', '${var.A:-${env.B}}'])(
    '%s is no valid reference',
    (text) => {
      const [issue] = resolved(text).issues;
      expect(issue).toMatchObject({ expected: expect.stringContaining('${env.NAME}') as string });
    },
  );

  it('reports each reference without a value', () => {
    expect(resolved(['${env.B}${var.C}', { d: '${file:E}' }]).issues.map(({ received }) => received)).toEqual(
      ['no env B', 'no var C', 'no file E'],
    );
  });

  it('takes no reference from a value', () => {
    const outside = () => ({ value: '${env.SECRET} $${env.SECRET}' });
    expect(resolveReferences('${env.A}', outside).value).toBe('${env.SECRET} $${env.SECRET}');
  });
});

const piece = fc.constantFrom(
  '$',
  '$$',
  '{',
  '}',
  '${',
  '${env.',
  '${file:',
  '${var.',
  'env.',
  'A',
  'x',
  ':-',
  '${env.A}',
  '$${env.A}',
  '${x}',
  ' ',
  'é',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string(),
);

it('any text of a job is the same text after an export, and has no references', () => {
  fc.assert(
    fc.property(text, text, (description, value) => {
      const parameters = [{ name: 'p', value: { inside: [value] } }];
      const { document } = documentOf(job({ description, parameters }), { withValues: true });
      const all = resolveReferences(document, () => ({ received: 'none', isAbsent: true }));
      expect(all.issues).toEqual([]);
      expect(referencesIn(document)).toEqual([]);
      expect(all.value).toMatchObject({ spec: { description, parameters } });
    }),
  );
});

const reference: fc.Arbitrary<Reference> = fc.record(
  {
    kind: fc.constantFrom('env', 'var', 'file'),
    name: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,9}$/),
    otherwise: fc.stringMatching(/^[^{}]{0,9}$/),
  },
  { requiredKeys: ['kind', 'name'] },
);

it('a reference that is written is the one that is read', () => {
  fc.assert(
    fc.property(reference, (one) => {
      expect(referencesIn(`a ${referenceText(one)} b`)).toEqual([one]);
    }),
  );
});

it('mapping references to themselves changes no value', () => {
  fc.assert(
    fc.property(text, (written) => {
      const mapped = mapReferences(written, (one) => one);
      expect(resolved(mapped).value).toEqual(resolved(written).value);
    }),
  );
});

it('mapping references keeps the text around them', () => {
  const moved = mapReferences({ a: '$${file:x} ${file:x} ${y}' }, (one) => ({
    ...one,
    name: `d/${one.name}`,
  }));
  expect(moved).toEqual({ a: '$${file:x} ${file:d/x} ${y}' });
});
