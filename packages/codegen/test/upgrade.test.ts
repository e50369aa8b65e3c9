import { describe, expect, it } from 'vitest';
import { nodeAt, type Node } from '../src/document/node.js';
import { toOpenApi31 } from '../src/document/upgrade.js';

const schemaFrom = (schema: object): unknown => {
  const { components } = toOpenApi31({
    openapi: '3.0.3',
    paths: {},
    components: { schemas: { X: schema, Y: {} } },
  });
  return nodeAt(nodeAt({ components }, 'components'), 'schemas')['X'];
};

const Y = { $ref: '#/components/schemas/Y' };

describe('null of OpenAPI 3.0 is valid', () => {
  it.each<[string, object, object]>([
    ['beside oneOf', { nullable: true, oneOf: [Y] }, { anyOf: [{ oneOf: [Y] }, { type: 'null' }] }],
    [
      'beside a type and anyOf',
      { nullable: true, type: 'object', anyOf: [Y], description: 'x' },
      { description: 'x', anyOf: [{ type: 'object', anyOf: [Y] }, { type: 'null' }] },
    ],
    [
      'beside properties without a type',
      { nullable: true, properties: { nullable: { type: 'boolean' } } },
      { type: ['object', 'null'], properties: { nullable: { type: 'boolean' } } },
    ],
    ['beside items without a type', { nullable: true, items: Y }, { type: ['array', 'null'], items: Y }],
    ['beside a reference', { nullable: true, ...Y }, { anyOf: [Y, { type: 'null' }] }],
    ['beside an enum', { nullable: true, enum: ['a'] }, { enum: ['a', null] }],
    ['alone in a union', { oneOf: [{ nullable: true }, Y] }, { oneOf: [{ type: 'null' }, Y] }],
  ])('%s', (_, before, after) => {
    expect(schemaFrom(before)).toEqual(after);
  });

  it('only where the schema says so', () => {
    expect(schemaFrom({ nullable: false, oneOf: [Y] })).toEqual({ oneOf: [Y] });
    const data = { type: 'object', default: { nullable: true, oneOf: [] } };
    expect(schemaFrom(data)).toEqual(data);
  });
});

describe('OpenAPI 3.0', () => {
  it('ignores what stands beside a reference, except for a description', () => {
    expect(schemaFrom({ ...Y, required: ['a'], description: 'x' })).toEqual({ ...Y, description: 'x' });
  });
});

/** The POST operation of `/x` in an upgraded document. */
const post = (operation: object, more: object = {}, item: object = {}): Node => {
  const responses = { 200: { description: 'ok' } };
  const upgraded = toOpenApi31({
    swagger: '2.0',
    info: { title: 'x', version: '1' },
    ...more,
    paths: { '/x': { post: { responses, ...operation }, ...item } },
  });
  return nodeAt(nodeAt(nodeAt(upgraded, 'paths'), '/x'), 'post');
};

const body = { in: 'body', name: 'thing', required: true, schema: { type: 'object' } };
const json = { 'application/json': { schema: { type: 'object' } } };

describe('Swagger 2.0', () => {
  it('may declare the body in a shared parameter or on the path', () => {
    const shared = post({ parameters: [{ $ref: '#/parameters/Body' }] }, { parameters: { Body: body } });
    expect(shared).toMatchObject({ requestBody: { required: true, content: json } });
    const chained = { Body: { $ref: '#/parameters/Other' }, Other: body };
    expect(post({ parameters: [{ $ref: '#/parameters/Body' }] }, { parameters: chained })).toEqual(shared);
    expect(post({}, {}, { parameters: [body] })).toMatchObject({ requestBody: { content: json } });
  });

  it('requires a form with a required field', () => {
    const field = (required: boolean) => ({ in: 'formData', name: 'f', type: 'string', required });
    expect(post({ parameters: [field(true)] })).toMatchObject({ requestBody: { required: true } });
    expect(post({ parameters: [field(false)] })['requestBody']).not.toHaveProperty('required');
  });

  it('names a shared parameter that does not exist', () => {
    expect(() => post({ parameters: [{ $ref: '#/parameters/Nowhere' }] })).toThrow(
      'unresolved reference #/parameters/Nowhere',
    );
  });

  it('may call a body or a field nullable', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', 'x-nullable': true } } };
    expect(post({ parameters: [{ ...body, schema }] })).toMatchObject({
      requestBody: {
        content: { 'application/json': { schema: { properties: { a: { type: ['string', 'null'] } } } } },
      },
    });
  });
});
