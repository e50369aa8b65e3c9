import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { accepted, json, mutated } from './support/documents.js';
import { codecsOf, documents, output } from './support/output.js';

/** What can be compared of a decoding: the value, or where and what the errors are. */
const summary = (result: t.Validation<unknown>): unknown =>
  E.isRight(result)
    ? result
    : result.left.map(({ context, message, value }) => ({
        message,
        value,
        path: context.map(({ key, type, actual }) => ({ key, type: type.name, actual })),
      }));

/** `expect(…).toEqual(…)`, which is slow, only for values that differ: a law compares thousands of large ones. */
const expectEqual = (actual: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
};

/** A value of this many levels, as the schema `Tree` has them: two for each generation. */
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
      // What a parser makes of text: no -0, which stock io-ts turns into the 0 of a literal.
      const documents = fc
        .oneof(accepted(other), mutated(other), mutated(other), json)
        .map((document): unknown => JSON.parse(JSON.stringify(document)));
      fc.assert(
        fc.property(documents, (document) => void law(codec, other, document)),
        { numRuns: 100 },
      );
    }
  };

  it('guard as stock io-ts does', () => {
    everyCodec((codec, other, document) => expectEqual(codec.is(document), other.is(document)));
  });

  it('decode to what stock io-ts decodes to, value or errors', () => {
    everyCodec((codec, other, document) =>
      expectEqual(summary(codec.decode(document)), summary(other.decode(document))),
    );
  });

  it('answer success with the very value they were given', () => {
    everyCodec((codec, _other, document) => {
      const result = codec.decode(document);
      if (E.isRight(result) && result.right !== document) expect(result.right).toBe(document);
    });
  });

  it('agree with themselves: is says yes to exactly what decode takes', () => {
    everyCodec((codec, _other, document) =>
      expectEqual(codec.is(document), E.isRight(codec.decode(document))),
    );
  });

  it('leave the prototype of Object alone', () => {
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

  it('takes a document of 200 levels', () => {
    expect(tree.is(nest(198, { label: 'leaf', children: [] }))).toBe(true);
  });

  it('tells what is wrong at 200 levels', () => {
    const result = tree.decode(nest(198, { label: 'leaf', children: 7 }));
    expect(E.isLeft(result) && result.left.map((error) => error.value)).toEqual([7]);
  });

  it.each([202, 2_000, 100_000])(
    'refuses a document of %d levels without running into the stack',
    (levels) => {
      const result = tree.decode(nest(levels, { label: 'leaf' }));
      expect(E.isLeft(result) && result.left.map((error) => error.message)).toEqual([
        'deeper than 200 levels',
      ]);
    },
  );

  it('refuses a document that is both too deep and wrong', () => {
    expect(E.isLeft(tree.decode(nest(5_000, 'wrong')))).toBe(true);
  });
});

/** Documents for the schemas that contain themselves, of any number of levels. */
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

describe.each(Object.keys(nested))('the codec of %s, which contains itself', (name) => {
  const nest = nested[name] as (levels: number, innermost: unknown) => unknown;
  let fast: t.Mixed;
  let stock: t.Mixed;

  beforeAll(async () => {
    fast = (await codecsOf(await output('laws', 'awkward'))).get(`${name}Codec`) as t.Mixed;
    stock = (await codecsOf(await output('laws', 'awkward', false))).get(`${name}Codec`) as t.Mixed;
  });

  it('is of one mind with stock io-ts at every depth to 198 levels, right or wrong at the bottom', () => {
    for (const levels of [0, 1, 2, 3, 10, 50, 100, 150, 197, 198]) {
      for (const innermost of [{}, null, 7, 'wrong', []]) {
        const document = nest(levels, innermost);
        expectEqual(fast.is(document), stock.is(document));
        expectEqual(summary(fast.decode(document)), summary(stock.decode(document)));
      }
    }
  });

  it.each([202, 5_000])('refuses %d levels', (levels) => {
    expect(E.isLeft(fast.decode(nest(levels, {})))).toBe(true);
  });
});
