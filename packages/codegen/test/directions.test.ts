import { describe, expect, it } from 'vitest';
import { normalise } from '../src/document/normalise.js';
import { listAt, nodeAt, type Node } from '../src/document/node.js';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const content = (name: string) => ({ content: { 'application/json': { schema: ref(name) } } });

/** A document that sends one schema and receives another. */
const document = (sent: string, received: string, schemas: object): Node => ({
  openapi: '3.1.0',
  paths: { '/x': { post: { requestBody: content(sent), responses: { 200: content(received) } } } },
  components: { schemas },
});

const thing = {
  type: 'object',
  required: ['id', 'secret', 'name'],
  properties: {
    id: { type: 'string', readOnly: true },
    secret: { type: 'string', writeOnly: true },
    name: { type: 'string' },
  },
};

/** The required names of each schema. */
const required = (normalised: Node): Node =>
  Object.fromEntries(
    Object.entries(nodeAt(nodeAt(normalised, 'components'), 'schemas')).map(([name, schema]) => [
      name,
      listAt(schema, 'required'),
    ]),
  );

const sentIn = (normalised: Node): unknown => {
  const body = nodeAt(nodeAt(nodeAt(nodeAt(normalised, 'paths'), '/x'), 'post'), 'requestBody');
  return nodeAt(nodeAt(nodeAt(body, 'content'), 'application/json'), 'schema')['$ref'];
};

describe('a required property that is only read or only written', () => {
  it('is required in one direction, by a copy of the schema for requests', () => {
    const normalised = normalise(document('Thing', 'Thing', { Thing: thing }));
    expect(required(normalised)).toEqual({ Thing: ['id', 'name'], ThingRequest: ['secret', 'name'] });
    expect(sentIn(normalised)).toBe('#/components/schemas/ThingRequest');
  });

  it('needs no copy if the schema has one direction', () => {
    expect(required(normalise(document('Thing', 'Other', { Thing: thing, Other: {} })))).toEqual({
      Thing: ['secret', 'name'],
      Other: [],
    });
    expect(required(normalise(document('Other', 'Thing', { Thing: thing, Other: {} })))).toEqual({
      Thing: ['id', 'name'],
      Other: [],
    });
  });

  it('is found in schemas that contain it, also recursively, and leaves others as they are', () => {
    const schemas = {
      Thing: { ...thing, properties: { ...thing.properties, list: { type: 'array', items: ref('List') } } },
      List: { type: 'object', properties: { first: ref('Thing'), plain: ref('Plain') } },
      Plain: { type: 'object', required: ['a'], properties: { a: {} } },
      ThingRequest: { type: 'string' },
    };
    const normalised = normalise(document('List', 'List', schemas));
    expect(required(normalised)).toMatchObject({ Thing: ['id', 'name'], ThingRequest2: ['secret', 'name'] });
    const { List, ListRequest } = nodeAt(nodeAt(normalised, 'components'), 'schemas');
    expect(List).toEqual(schemas.List);
    expect(ListRequest).toEqual({
      type: 'object',
      properties: { first: ref('ThingRequest2'), plain: ref('Plain') },
    });
  });

  it('may have the mark on the schema that it refers to, or be required by a part', () => {
    const schemas = {
      Id: { type: 'string', readOnly: true },
      Thing: { allOf: [{ properties: { id: ref('Id') } }, { required: ['id'] }] },
    };
    const normalised = normalise(document('Thing', 'Thing', schemas));
    const parts = (name: string): unknown =>
      listAt(nodeAt(nodeAt(nodeAt(normalised, 'components'), 'schemas'), name), 'allOf').map((part) =>
        listAt(part, 'required'),
      );
    expect(parts('Thing')).toEqual([[], ['id']]);
    expect(parts('ThingRequest')).toEqual([[], []]);
  });

  it('counts in schemas of operations as well', () => {
    const inline = { requestBody: { content: { 'application/json': { schema: thing } } }, responses: {} };
    const normalised = normalise({ openapi: '3.1.0', paths: { '/x': { post: inline } } });
    expect(JSON.stringify(normalised['paths'])).toContain('"required":["secret","name"]');
  });
});
