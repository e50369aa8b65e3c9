import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import {
  codec,
  integer,
  MAX_DEPTH,
  ownMember,
  ownOptional,
  present,
  recursiveCodec,
  tuple,
} from '../src/codec.js';

const messages = (result: t.Validation<unknown>) =>
  E.isLeft(result) ? result.left.map(({ message }) => message) : [];

describe('a codec of a guard and a stock codec', () => {
  it('builds the stock codec only on an error', () => {
    let built = 0;
    const text = codec(
      'Text',
      (u) => typeof u === 'string',
      () => (built++, t.string),
    );
    expect([E.isRight(text.decode('a')), built]).toEqual([true, 0]);
    expect([E.isLeft(text.decode(1)), E.isLeft(text.decode(2)), built]).toEqual([true, true, 1]);
  });

  it('rejects a document that is too deep without calling the stock codec', () => {
    interface Chain {
      readonly next?: Chain;
    }
    const isChain = (u: unknown, depth: number): boolean =>
      typeof u === 'object' &&
      u !== null &&
      depth < MAX_DEPTH &&
      (!('next' in u) || isChain(u.next, depth + 1));
    const chain: t.Type<Chain> = recursiveCodec('Chain', isChain, () => t.partial({ next: chain }));
    let deep: Chain = {};
    for (let i = 0; i < 50_000; i++) deep = { next: deep };
    expect(messages(chain.decode(deep))).toEqual(['deeper than 200 levels']);
    expect(E.isRight(chain.decode({ next: { next: {} } }))).toBe(true);
  });
});

describe('the parts of stock codecs', () => {
  it('accept every JSON integer', () => {
    expect([94, 94.0, -1, 9.5, Number.NaN, '1'].map((u) => integer.is(u))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('distinguish a missing property from one of any value', () => {
    expect([present.is(null), present.is(undefined), E.isLeft(present.decode(undefined))]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('agree about an array that is too long', () => {
    const pair = tuple(t.string, t.number);
    expect([pair.is(['a', 1]), pair.is(['a', 1, 2]), pair.is(['a'])]).toEqual([true, false, false]);
    expect(messages(pair.decode(['a', 1, 2]))).toEqual(['a list of 2 items']);
    expect([tuple().is([]), tuple().is([1])]).toEqual([true, false]);
  });

  it('read only own properties', () => {
    expect([
      ownMember('constructor', t.string).is({}),
      ownMember('constructor', t.string).is({ constructor: 'x' }),
    ]).toEqual([false, true]);
    expect([
      ownOptional('valueOf', t.string).is({}),
      ownOptional('valueOf', t.string).is({ valueOf: 1 }),
    ]).toEqual([true, false]);
  });
});
