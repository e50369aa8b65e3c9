import type * as t from 'io-ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../src/document/normalise.js';
import { codecsOf, output } from './support/output.js';

describe('generated codecs follow the document', () => {
  let codecs: ReadonlyMap<string, t.Mixed>;

  beforeAll(async () => {
    codecs = new Map([
      ...(await codecsOf(await output('meaning', 'torture'))),
      ...(await codecsOf(await output('meaning', 'awkward'))),
    ]);
  });

  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['Codes', ['1', '01', '__proto__'], ['2', 1]],
    ['Numbers', [1, -3], ['1', 4]],
    ['Mixed', [1, '1', true, null], [false, 2]],
    ['OddValues', [1, 'x', null, { o: 1 }, [1, 2]], [{ o: 2 }, {}, [1], [2, 1], 'y']],
    ['MaybeEnum', ['a', null], ['c']],
    ['Constant', ['fixed'], ['other', null]],
    ['Pair', [['a', 1]], [['a'], ['a', 1, 2], [1, 'a']]],
    ['Tuples', [{ open: ['a'] }, { open: [] }, { open: ['a', 1] }, { nothing: [] }], [{ open: 'a' }]],
    ['Labels', [{ kind: 'a' }, { kind: 'a', other: 1 }], [{ kind: 'a', other: true }, { kind: 1 }]],
    ['Closed', [{}, { a: 'x', more: 1 }], [{ a: 1 }]],
    [
      'Pet',
      [
        { kind: 'cat', lives: 9 },
        { kind: 'dog', name: 'x' },
      ],
      [{ kind: 'cow' }, { kind: 'dog' }],
    ],
    ['Vehicle', [{ kind: 'anything' }], [{}]],
    [
      'Ship',
      [
        { kind: 'ship', draught: 1 },
        { kind: 'tug', draught: 1 },
      ],
      [{ kind: 'ship' }],
    ],
    [
      'AnyVehicle',
      [
        { kind: 'ship', draught: 1 },
        { kind: 'problem', message: 'x' },
      ],
      [{ kind: 'tug', draught: 1 }],
    ],
    ['NestedChoice', ['a', 1, true, { kind: 'ship', draught: 1 }], [1.5, null]],
    ['NumericNames', [{ '01': 'a', '1e3': 1 }], [{ '1': 'a', '1000': 1 }]],
    [
      'Escapes',
      [{ 'a\\u0041': 'x' }, { 'a\\u0041': 'x', text: '\\u0041' }],
      [{ aA: 'x' }, { 'a\\u0041': 'x', text: 'A' }],
    ],
    ['Nullable', [null, {}, { a: null }], [{ a: 1 }]],
    ['Animal', [{ kind: 'cat' }, { kind: 'dog', name: 'x' }], [{ kind: 'dog' }, { kind: 'cow', name: 'x' }]],
    ['User', [{ login: 'x' }, { login: 'x', plan: 1 }, { login: 'x', view: 'other' }], [{}]],
    ['ByNumber', [{ n: 1 }, { n: 7 }], [{ n: '1' }]],
    ['ByBoolean', [{ on: true }, { on: false }], [{ on: 'true' }]],
    [
      'TwoTags',
      [{ kind: 'cat' }, { kind: 'kitten' }, { kind: 'dog', name: 'x' }],
      [{ kind: 'cow', name: 'x' }],
    ],
    ['RequiredInOptions', [{ a: 'x' }, { b: 1 }], [{}, { a: 1 }, { a: 'x', b: 'y' }]],
    ['AnyAndOne', [{ a: 'x', d: 'y' }], [{ a: 'x' }, { d: 'y' }]],
    [
      'Constants',
      [{ object: { a: 1, b: { c: [true, null] } }, list: [1, [2]] }],
      [{ list: [1, [3]] }, { values: [2] }],
    ],
    [
      'Everything',
      [{ anything: 1, maybe: 2, loose: null, only: null, wrapped: { kind: 'x' } }],
      [{ maybe: 2, loose: null }],
    ],
  ])('%s', (name, good, bad) => {
    const codec = codecs.get(`${name}Codec`) as t.Mixed;
    expect(good.filter((value) => !codec.is(value))).toEqual([]);
    expect(bad.filter((value) => codec.is(value))).toEqual([]);
  });
});

describe('before generation, constructs that hey-api misreads are rewritten', () => {
  it.each<[object, object]>([
    [{ type: 'object', discriminator: { propertyName: 'k' } }, { type: 'object' }],
    [
      { type: 'object', properties: { discriminator: { type: 'string' }, enum: { type: 'string' } } },
      { type: 'object', properties: { discriminator: { type: 'string' }, enum: { type: 'string' } } },
    ],
    [
      { allOf: [{ $ref: '#/components/schemas/Schema' }], description: 'x' },
      { $ref: '#/components/schemas/Schema', description: 'x' },
    ],
    [
      { allOf: [{ $ref: '#/components/schemas/Schema' }], required: ['x'] },
      {
        allOf: [
          { required: ['x'], type: 'object', properties: { x: {} } },
          { $ref: '#/components/schemas/Schema' },
        ],
      },
    ],
    [
      { type: 'string', enum: ['a'] },
      { type: 'string', enum: ['a'] },
    ],
    [{ enum: [null] }, { type: 'null' }],
    [
      { properties: { yes: true, no: false }, type: 'object' },
      { properties: { yes: {}, no: {} }, type: 'object' },
    ],
    [{ anyOf: [false, true] }, { anyOf: [{}] }],
    [
      { type: 'array', items: false },
      { type: 'array', items: {} },
    ],
    [{ const: [] }, { type: 'array', const: [] }],
    [
      { enum: [1, null, { a: 1 }] },
      {
        anyOf: [
          { enum: [1] },
          { type: 'null' },
          { type: 'object', required: ['a'], properties: { a: { const: 1 } } },
        ],
      },
    ],
    [
      { type: 'array', prefixItems: [{ type: 'string' }], items: false, minItems: 1 },
      { type: 'array', prefixItems: [{ type: 'string' }], minItems: 1, maxItems: 1 },
    ],
    [
      { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } },
      { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
    ],
  ])('%j', (before, after) => {
    const of = (schema: object) => ({ paths: {}, components: { schemas: { Schema: schema } } });
    expect(normalise(of(before))).toEqual(of(after));
  });
});
