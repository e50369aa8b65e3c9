import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Node } from '../src/document/node.js';
import { compareDocuments } from '../src/drift/operations.js';

/** An operation that sends and receives the schema `X`, with more parts of the document as text. */
const document = (schema: string, { parameter = '', media = 'application/json', schemas = '' } = {}): Node =>
  parse(`
openapi: 3.1.0
paths:
  /x:
    post:
      operationId: x
      parameters: [${parameter}]
      requestBody: { content: { ${media}: { schema: { $ref: '#/components/schemas/X' } } } }
      responses:
        '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/X' } } } }
components:
  schemas:
    X: ${schema}
    A: { type: object, required: [kind], properties: { kind: { type: string }, args: { type: string } } }
    B: { type: object, required: [kind], properties: { kind: { type: string }, size: { type: integer } } }
    Twin: { type: object, required: [kind], properties: { kind: { type: string }, args: { type: string } } }
    ${schemas}
`) as Node;

const between = (before: Node, after: Node): readonly string[] =>
  compareDocuments(before, after).map(
    ({ where, subject, kind, from = '', to = '', direction = [], breaking }) =>
      `${breaking ? '! ' : ''}${where}: ${subject} ${kind}: ${from} -> ${to} (${direction.join('+')})`,
  );

const X = (properties: string, more = ''): string => `{ type: object, properties: { ${properties} }${more} }`;
const a = '{ $ref: "#/components/schemas/A" }';
const b = '{ $ref: "#/components/schemas/B" }';
const union = (tag: string): string => X(`a: { oneOf: [${a}, ${b}]${tag} }`);
const by = (name: string, ...mapping: readonly string[]): string =>
  `, discriminator: { propertyName: ${name}, mapping: { ${mapping.join(', ')} } }`;

describe('drift reports', () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      'another schema at the same place, once and as such',
      X(`a: ${a}`),
      X(`a: ${b}`),
      ['! X.a: type retyped: A -> B (request+response)'],
    ],
    [
      'nothing for another schema that is the same',
      X(`a: ${a}`),
      X('a: { $ref: "#/components/schemas/Twin" }'),
      [],
    ],
    [
      'another schema in a list',
      X(`a: { type: array, items: ${a} }`),
      X(`a: { type: array, items: ${b} }`),
      ['! X.a[]: type retyped: A -> B (request+response)'],
    ],
    [
      'a discriminator of another name',
      union(by('kind', 'a: A')),
      union(by('type', 'a: A')),
      ['! X.a: type retyped: A | B by kind (a: A) -> A | B by type (a: A) (request+response)'],
    ],
    [
      'a tag that is added or removed',
      union(by('kind', 'a: A')),
      union(by('kind', 'a: A', 'b: B')),
      ['! X.a: type retyped: A | B by kind (a: A) -> A | B by kind (a: A, b: B) (request+response)'],
    ],
    [
      'a discriminator that is removed',
      union(by('kind', 'a: A')),
      union(''),
      ['! X.a: type retyped: A | B by kind (a: A) -> A | B (request+response)'],
    ],
    [
      'another type of an item of a tuple',
      X('a: { type: array, prefixItems: [{ type: string }, { type: number }] }'),
      X('a: { type: array, prefixItems: [{ type: string }, { type: boolean }] }'),
      ['! X.a[1]: type retyped: number -> boolean (request+response)'],
    ],
    [
      'a longer tuple',
      X('a: { prefixItems: [{ type: string }] }'),
      X('a: { prefixItems: [{ type: string }, { type: string }] }'),
      ['! X.a[1]: type retyped: any -> string (request+response)'],
    ],
    [
      'items without a schema',
      X('a: { type: array, items: { type: string } }'),
      X('a: { type: array }'),
      ['! X.a[]: type retyped: string -> any (request+response)'],
    ],
    [
      'a pattern of names',
      X('', ', patternProperties: { "^x-": { type: string } }'),
      X('', ', patternProperties: { "^x-": { type: number } }'),
      ['! X{^x-}: type retyped: string -> number (request+response)'],
    ],
    [
      'a name that is required and not declared',
      X('a: { type: string }'),
      X('a: { type: string }', ', required: [b]'),
      ['! X.b: field added:  -> any (request+response)'],
    ],
    [
      'a name that another part of the schema requires',
      `{ allOf: [${a}, { type: object }] }`,
      `{ allOf: [${a}, { required: [args] }] }`,
      ['! X.args: field made required:  ->  (request+response)'],
    ],
    [
      'that other properties cannot be sent',
      X('a: { type: string }'),
      X('a: { type: string }', ', additionalProperties: false'),
      ['! x.body: type retyped: X -> X without additional properties (request)'],
    ],
    [
      'that other properties can be sent',
      X('a: { type: string }', ', additionalProperties: false'),
      X('a: { type: string }'),
      ['x.body: type retyped: X without additional properties -> X (request)'],
    ],
    [
      'tighter limits of what is sent',
      X('a: { type: string, maxLength: 9 }, b: { type: number, minimum: 1 }, c: { type: string }'),
      X(
        'a: { type: string, maxLength: 8 }, b: { type: number, minimum: 2 }, c: { type: string, pattern: x }',
      ),
      [
        '! X.a: limit changed: maxLength 9 -> maxLength 8 (request)',
        '! X.b: limit changed: minimum 1 -> minimum 2 (request)',
        '! X.c: limit changed: pattern none -> pattern x (request)',
      ],
    ],
    [
      'wider limits, which are not breaking',
      X('a: { type: string, maxLength: 9 }, b: { type: array, uniqueItems: true }'),
      X('a: { type: string, maxLength: 99 }, b: { type: array }'),
      [
        'X.a: limit changed: maxLength 9 -> maxLength 99 (request)',
        'X.b: limit changed: uniqueItems true -> uniqueItems none (request)',
      ],
    ],
    [
      'a required property only in the direction that it has',
      X('a: { type: string, readOnly: true }, b: { type: string, writeOnly: true }'),
      X('a: { type: string, readOnly: true }, b: { type: string, writeOnly: true }', ', required: [a, b]'),
      ['! X.b: field made required:  ->  (request)', 'X.a: field made required:  ->  (response)'],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(between(document(before), document(after))).toEqual(changes);
  });

  it('a body of another media type', () => {
    const [json, form] = ['application/json', 'multipart/form-data'].map((media) =>
      document(X(''), { media }),
    ) as [Node, Node];
    expect(between(json, form)).toEqual([
      '! x.body.application/json: body removed:  ->  (request)',
      'x.body.multipart/form-data: body added:  ->  (request)',
    ]);
    expect(between(json, json)).toEqual([]);
  });

  it.each([
    ['', ', explode: false', '! x.query.p: parameter retyped: form, repeated -> form (request)'],
    [
      '',
      ', style: pipeDelimited',
      '! x.query.p: parameter retyped: form, repeated -> pipeDelimited (request)',
    ],
    [', style: form', ', explode: true', undefined],
  ])('a parameter that is written otherwise: %j, %j', (before, after, change) => {
    const of = (more: string): Node =>
      document(X(''), { parameter: `{ name: p, in: query, schema: { type: array }${more} }` });
    expect(between(of(before), of(after))).toEqual(change === undefined ? [] : [change]);
  });

  it('a schema with a new name by its changes', () => {
    const old = 'Old: { type: object, properties: { p: { type: string } } }';
    const renamed = 'New: { type: object, properties: { p: { type: number } } }';
    const of = (name: string, schemas: string): Node =>
      document(X(`a: { $ref: "#/components/schemas/${name}" }`), { schemas });
    expect(between(of('Old', old), of('New', renamed))).toEqual([
      '! Old.p: type retyped: string -> number (request+response)',
    ]);
  });

  it('nothing between equal documents, even for recursive schemas that refer to each other', () => {
    const schemas = (first: string): string =>
      `L: { properties: { next: { $ref: "#/components/schemas/${first}" }, v: { type: string } } }
    M: { properties: { next: { $ref: "#/components/schemas/L" }, v: { type: string } } }`;
    const of = (first: string): Node =>
      document(X('a: { $ref: "#/components/schemas/L" }'), { schemas: schemas(first) });
    expect(between(of('L'), of('L'))).toEqual([]);
    expect(between(of('L'), of('M'))).toEqual([]);
  });
});
