import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Node } from '../src/document/node.js';
import type { Change } from '../src/drift/change.js';
import { locate } from '../src/drift/locate.js';
import { mentionsIn } from '../src/drift/mentions.js';
import { compareDocuments } from '../src/drift/operations.js';
import { printReport, reportOf } from '../src/drift/report.js';

/** A document with one operation that has a request and a response schema. */
const document = (schemas: string, more = ''): Node =>
  parse(
    `
openapi: 3.1.0
paths:
  /things/{id}:
    post:
      operationId: change
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Sent' } } } }
      responses:
        '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Got' } } } }
${more}
components:
  schemas:
    Sent: { type: object }
    Got: { type: object }
    ${schemas}
`,
    { uniqueKeys: false },
  ) as Node;

const changes = (before: Node, after: Node): readonly string[] =>
  compareDocuments(before, after).map(
    ({ where, subject, kind, from, to, breaking }) =>
      `${breaking ? '! ' : ''}${where}: ${subject} ${kind}${from === undefined ? '' : ` ${from}`}${to === undefined ? '' : ` -> ${to}`}`,
  );

const between = (before: string, after: string): readonly string[] =>
  changes(document(before), document(after));

describe('drift of responses', () => {
  it('is breaking if a property is removed, becomes optional or changes its type', () => {
    expect(
      between(
        'Got: { required: [a, b], properties: { a: { type: string }, b: { type: string }, c: { type: string } } }',
        'Got: { required: [b], properties: { a: { type: string }, b: { type: integer } } }',
      ),
    ).toEqual([
      '! Got.c: field removed string',
      '! Got.a: field made optional',
      '! Got.b: type retyped string -> integer',
    ]);
  });

  it('is not breaking if a property is added or becomes required', () => {
    expect(
      between(
        'Got: { properties: { a: { type: string } } }',
        'Got: { required: [a, b], properties: { a: { type: string }, b: { type: [integer, "null"] } } }',
      ),
    ).toEqual(['Got.a: field made required', 'Got.b: field added -> integer | null']);
  });

  it('is breaking if null or another type becomes possible, not if it no longer is', () => {
    const plain = 'Got: { properties: { a: { type: number } } }';
    const wide = 'Got: { properties: { a: { type: [number, "null"] } } }';
    expect(between(plain, wide)).toEqual(['! Got.a: type retyped number -> number | null']);
    expect(between(wide, plain)).toEqual(['Got.a: type retyped number | null -> number']);
    expect(between(plain, 'Got: { properties: { a: { type: integer } } }')).toEqual([
      'Got.a: type retyped number -> integer',
    ]);
  });

  it('is breaking if a closed enumeration gets a value, not if an open one does', () => {
    const closed = (values: string) => `Got: { properties: { a: { type: string, enum: [${values}] } } }`;
    const open = (values: string) =>
      `Got: { properties: { a: { type: string, x-known-values: [${values}] } } }`;
    expect(between(closed('x'), closed('x, y'))).toEqual(['! Got.a: enum member added -> y']);
    expect(between(closed('x, y'), closed('x'))).toEqual(['Got.a: enum member removed y']);
    expect(between(open('x'), open('x, y'))).toEqual(['Got.a: enum member added -> y']);
  });

  it('covers arrays, maps, unions and intersections, and recursive schemas only once', () => {
    const schemas = (type: string) => `
    Got: { properties: { list: { type: array, items: { $ref: '#/components/schemas/Deep' } }, self: { $ref: '#/components/schemas/Got' } } }
    Deep: { anyOf: [{ $ref: '#/components/schemas/Map' }, { $ref: '#/components/schemas/Whole' }] }
    Map: { type: object, additionalProperties: { type: ${type} } }
    Whole: { allOf: [{ properties: { part: { type: ${type} } } }, { $ref: '#/components/schemas/Got' }] }`;
    expect(between(schemas('string'), schemas('boolean'))).toEqual([
      '! Map{}: type retyped string -> boolean',
      '! Whole.part: type retyped string -> boolean',
    ]);
  });

  it('is breaking if a union gets another part', () => {
    const schemas = (parts: string) => `
    Got: { properties: { a: { oneOf: [${parts}] } } }
    One: { type: object, properties: { one: { type: string } } }
    Two: { type: object, properties: { two: { type: string } } }
    Three: { type: object, properties: { three: { type: string } } }`;
    const ref = (name: string) => `{ $ref: '#/components/schemas/${name}' }`;
    expect(
      between(
        schemas(`${ref('One')}, ${ref('Two')}`),
        schemas(`${ref('One')}, ${ref('Two')}, ${ref('Three')}`),
      ),
    ).toEqual(['! Got.a: type added -> Three']);
  });

  it('is breaking if additional properties get a type', () => {
    expect(
      between('Got: { type: object }', 'Got: { type: object, additionalProperties: { type: object } }'),
    ).toEqual(['! change.200.body: type retyped Got -> Got with typed additional properties']);
  });
});

describe('drift of requests', () => {
  it('is breaking if a property becomes required, is removed or accepts fewer types', () => {
    expect(
      between(
        'Sent: { properties: { a: { type: string }, b: { type: [string, "null"] }, c: { type: string } } }',
        'Sent: { required: [a, d], properties: { a: { type: string }, b: { type: string }, d: { type: string } } }',
      ),
    ).toEqual([
      '! Sent.c: field removed string',
      '! Sent.a: field made required',
      '! Sent.b: type retyped string | null -> string',
      '! Sent.d: field added -> string',
    ]);
  });

  it('is not breaking if a property becomes optional or accepts more types', () => {
    expect(
      between(
        'Sent: { required: [a], properties: { a: { type: string } } }',
        'Sent: { properties: { a: { type: [string, integer] }, e: { type: string } } }',
      ),
    ).toEqual([
      'Sent.a: field made optional',
      'Sent.a: type retyped string -> string | integer',
      'Sent.e: field added -> string',
    ]);
  });

  it('is breaking if a closed enumeration loses a value', () => {
    const closed = (values: string) => `Sent: { properties: { a: { type: string, enum: [${values}] } } }`;
    expect(between(closed('x, y'), closed('x, z'))).toEqual([
      'Sent.a: enum member added -> z',
      '! Sent.a: enum member removed y',
    ]);
  });

  it('is breaking if a schema is used in both directions and one of them is breaking', () => {
    const both = (required: string) => `
    Sent: { $ref: '#/components/schemas/Both' }
    Got: { $ref: '#/components/schemas/Both' }
    Both: { type: object, ${required} properties: { a: { type: string } } }`;
    expect(compareDocuments(document(both('')), document(both('required: [a],')))).toEqual([
      expect.objectContaining({
        where: 'Both.a',
        kind: 'made required',
        direction: ['request', 'response'],
        breaking: true,
      }),
    ]);
  });
});

describe('drift of operations', () => {
  const other = (id: string) =>
    `  /others:\n    get: { operationId: ${id}, responses: { '204': { description: x } } }\n`;

  it('is breaking if an operation is removed or renamed, not if one is added', () => {
    const [one, two] = [document(''), document('', other('listOthers'))];
    expect(changes(one, two)).toEqual(['listOthers: operation added -> GET /others']);
    expect(changes(two, one)).toEqual(['! listOthers: operation removed GET /others']);
    expect(changes(two, document('', other('others')))).toEqual([
      '! listOthers: operation renamed listOthers -> others',
    ]);
  });

  it('ignores the names of placeholders', () => {
    const text = JSON.stringify(document(''));
    expect(
      changes(
        document(''),
        JSON.parse(text.replaceAll('{id}', '{thing_id}').replace('"name":"id"', '"name":"id"')) as Node,
      ),
    ).toEqual([]);
  });

  it('covers parameters, bodies and responses', () => {
    const before = document('');
    const text = JSON.stringify(before)
      .replace(
        '"name":"limit","in":"query","schema":{"type":"integer"}',
        '"name":"page","in":"query","required":true,"schema":{"type":"integer"}',
      )
      .replace('"requestBody":{', '"requestBody":{"required":true,')
      .replace('"responses":{', '"responses":{"202":{"description":"x"},"409":{"description":"x"},');
    expect(changes(before, JSON.parse(text) as Node)).toEqual([
      '! change.query.limit: parameter removed',
      '! change.query.page: parameter added',
      '! change.body: body made required',
      '! change.202: response added',
      'change.409: response added',
    ]);
  });
});

describe('drift of media types', () => {
  it('is breaking for a success, not for an error', () => {
    const before = document('');
    const text = JSON.stringify(before);
    const after = JSON.parse(
      text.replace('"application/json":{"schema":{"$ref":"#/components/schemas/Got"', '"text/csv":{},$&'),
    ) as Node;
    expect(changes(before, after)).toEqual(['! change.200.text/csv: body added']);
  });
});

describe('a report', () => {
  const wire = mentionsIn(
    'packages/core/src/wire/got.ts',
    `import type * as wire from '@wxdi/bindings';
     // Unrelated: missing
     export const from = ({ a }: wire.Got) => a;`,
  );
  const states = mentionsIn(
    'packages/core/src/domain/state.ts',
    `export const states = ['On', 'Off', 'Broken'];`,
  );
  const port = mentionsIn('packages/core/src/ports/api.ts', `export const effect = { change: 'write' };`);
  const passedOn = mentionsIn('packages/core/src/index.ts', `export { change, a } from './other.js';`);
  const found = (change: Partial<Change>) =>
    locate(
      [{ subject: 'field', kind: 'retyped', where: 'Got.a', breaking: true, ...change }],
      document('Got: { properties: { a: { $ref: "#/components/schemas/In" } } }\n    In: { type: object }'),
      [wire, states, port, passedOn],
    )[0]?.core;

  it('names the files that use the type and name the property', () => {
    expect(found({})).toEqual(['packages/core/src/wire/got.ts']);
    expect(found({ where: 'Got.missing' })).toBeUndefined();
  });

  it('names the files that use a type that contains the changed one', () => {
    expect(found({ where: 'In.a' })).toEqual(['packages/core/src/wire/got.ts']);
  });

  it('names the files that name the operation', () => {
    expect(found({ subject: 'operation', where: 'change' })).toEqual(['packages/core/src/ports/api.ts']);
  });

  it('names the files that list the values of an enumeration', () => {
    expect(found({ subject: 'enum member', where: 'Other.state', peers: ['On', 'Off', 'Lost'] })).toEqual([
      'packages/core/src/domain/state.ts',
    ]);
  });

  it('starts with the breaking changes', () => {
    const report = reportOf('Ours 1', 'Theirs 2', [
      {
        subject: 'field',
        kind: 'added',
        where: 'A.b',
        to: 'string',
        direction: ['response'],
        breaking: false,
      },
      {
        subject: 'field',
        kind: 'removed',
        where: 'A.c',
        breaking: true,
        core: ['packages/core/src/wire/a.ts'],
      },
    ]);
    expect(printReport(report)).toBe(`From Ours 1 to Theirs 2: 2 differences, 1 breaking.

Breaking
  A.c: field removed
      packages/core/src/wire/a.ts

Not breaking
  A.b: field added: string (response)
`);
  });
});
