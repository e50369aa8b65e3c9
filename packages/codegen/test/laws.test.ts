import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Node } from '../src/document/node.js';
import { accepted, json, mutated } from './support/documents.js';
import { instances } from './support/instances.js';
import { codecsOf, documents, output, parsedFrom } from './support/output.js';
import { looser, schemasOf, stricter, validators } from './support/validator.js';

/** The comparable part of a decoding: the value, or the paths and messages of the errors. */
const summary = (result: t.Validation<unknown>): unknown =>
  E.isRight(result)
    ? result
    : result.left.map(({ context, message, value }) => ({
        message,
        value,
        path: context.map(({ key, type, actual }) => ({ key, type: type.name, actual })),
      }));

/** Calls `expect(…).toEqual(…)`, which is slow, only for values that differ: a law compares thousands. */
const expectEqual = (actual: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
};

/** A value of the schema `Tree` with this many levels: two for each generation. */
const nest = (levels: number, innermost: unknown): unknown => {
  let value = innermost;
  for (let i = 0; i < levels; i += 2) value = { label: 'x', children: [value] };
  return value;
};

describe.each(Object.keys(documents))('the codecs of %s', (name) => {
  let fast: ReadonlyMap<string, t.Mixed>;
  let stock: ReadonlyMap<string, t.Mixed>;

  beforeAll(async () => {
    fast = await codecsOf(await output('laws', name));
    stock = await codecsOf(await output('laws', name, false));
  });

  const everyCodec = (law: (fast: t.Mixed, stock: t.Mixed, document: unknown) => void): void => {
    expect(fast.size).toBeGreaterThan(20);
    for (const [id, codec] of fast) {
      const other = stock.get(id) as t.Mixed;
      // Only values that JSON.parse returns: no -0, which stock io-ts decodes as 0.
      const documents = fc
        .oneof(accepted(other), mutated(other), mutated(other), json)
        .map((document): unknown => JSON.parse(JSON.stringify(document)));
      fc.assert(
        fc.property(documents, (document) => void law(codec, other, document)),
        { numRuns: 100 },
      );
    }
  };

  it('guard like stock io-ts', () => {
    everyCodec((codec, other, document) => expectEqual(codec.is(document), other.is(document)));
  });

  it('decode to the same value or errors as stock io-ts', () => {
    everyCodec((codec, other, document) =>
      expectEqual(summary(codec.decode(document)), summary(other.decode(document))),
    );
  });

  it('return the given value itself on success', () => {
    everyCodec((codec, _other, document) => {
      const result = codec.decode(document);
      if (E.isRight(result) && result.right !== document) expect(result.right).toBe(document);
    });
  });

  it('accept in `is` exactly what they accept in `decode`', () => {
    everyCodec((codec, _other, document) =>
      expectEqual(codec.is(document), E.isRight(codec.decode(document))),
    );
  });

  /** Compares each codec with an independent validator, over values derived from the schema as well as from the codec. */
  const everySchema = async (
    change: (document: Node) => Node,
    law: (isAccepted: boolean, isValid: boolean) => boolean,
  ): Promise<void> => {
    const document = await parsedFrom(documents[name] as string);
    for (const [schema, isValid] of validators(change(document))) {
      const codec = fast.get(`${schema}Codec`);
      // Names that differ only in case or in signs have numbers.
      if (!codec || fast.has(`${schema}Codec2`)) continue;
      const values = fc
        .oneof(instances(document, schemasOf(document)[schema]), accepted(codec), mutated(codec), json)
        .map((value): unknown => JSON.parse(JSON.stringify(value)));
      const holds = fc.property(values, (value) => law(codec.is(value), isValid(value)));
      const { failed, counterexample } = fc.check(holds, { numRuns: 20 });
      if (failed) expect({ schema, counterexample: counterexample?.[0] }).toEqual({ schema });
    }
  };

  it('accept every value that a JSON Schema validator accepts', () =>
    everySchema(stricter, (isAccepted, isValid) => isAccepted || !isValid));

  it('accept no other value, except for what they leave open', () =>
    everySchema(looser, (isAccepted, isValid) => isValid || !isAccepted));

  it('do not change Object.prototype', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    );
    for (const codec of fast.values()) codec.decode(hostile);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('a recursive codec', () => {
  let tree: t.Mixed;

  beforeAll(async () => {
    tree = (await codecsOf(await output('laws', 'awkward'))).get('TreeCodec') as t.Mixed;
  });

  it('accepts a document of 200 levels', () => {
    expect(tree.is(nest(198, { label: 'leaf', children: [] }))).toBe(true);
  });

  it('reports an error at 200 levels', () => {
    const result = tree.decode(nest(198, { label: 'leaf', children: 7 }));
    expect(E.isLeft(result) && result.left.map((error) => error.value)).toEqual([7]);
  });

  it.each([202, 2_000, 100_000])('rejects a document of %d levels without a stack overflow', (levels) => {
    const result = tree.decode(nest(levels, { label: 'leaf' }));
    expect(E.isLeft(result) && result.left.map((error) => error.message)).toEqual(['deeper than 200 levels']);
  });

  it('rejects a document that is both too deep and invalid', () => {
    expect(E.isLeft(tree.decode(nest(5_000, 'wrong')))).toBe(true);
  });
});

/** Documents for the recursive schemas, of any number of levels. */
const nested: Readonly<Record<string, (levels: number, innermost: unknown) => unknown>> = {
  Directory: (levels, innermost) => wrap(levels, innermost, (inner) => ({ a: inner })),
  Expression: (levels, innermost) => wrap(levels, innermost, (inner) => [1, inner]),
  Chain: (levels, innermost) => wrap(levels, innermost, (inner) => ['x', inner]),
  Vehicle: (levels, innermost) => wrap(levels, innermost, (inner) => ({ kind: 'x', parent: inner })),
  Even: (levels, innermost) =>
    wrap(Math.floor(levels / 2), innermost, (inner) => ({ odd: { n: 1, even: inner } })),
};

const wrap = (levels: number, innermost: unknown, around: (inner: unknown) => unknown): unknown => {
  let value = innermost;
  for (let i = 0; i < levels; i++) value = around(value);
  return value;
};

describe.each(Object.keys(nested))('the recursive codec of %s', (name) => {
  const nest = nested[name] as (levels: number, innermost: unknown) => unknown;
  let fast: t.Mixed;
  let stock: t.Mixed;

  beforeAll(async () => {
    fast = (await codecsOf(await output('laws', 'awkward'))).get(`${name}Codec`) as t.Mixed;
    stock = (await codecsOf(await output('laws', 'awkward', false))).get(`${name}Codec`) as t.Mixed;
  });

  it('agrees with stock io-ts at every depth to 198 levels, for valid and invalid innermost values', () => {
    for (const levels of [0, 1, 2, 3, 10, 50, 100, 150, 197, 198]) {
      for (const innermost of [{}, null, 7, 'wrong', []]) {
        const document = nest(levels, innermost);
        expectEqual(fast.is(document), stock.is(document));
        expectEqual(summary(fast.decode(document)), summary(stock.decode(document)));
      }
    }
  });

  it.each([202, 5_000])('rejects %d levels', (levels) => {
    expect(E.isLeft(fast.decode(nest(levels, {})))).toBe(true);
  });
});
