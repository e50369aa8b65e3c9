import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeAt, type Node } from '../src/document/node.js';
import { operationsOf } from '../src/document/operations.js';
import { readDocument } from '../src/document/read-document.js';
import { toOpenApi31 } from '../src/document/upgrade.js';
import { compareDocuments } from '../src/drift/operations.js';
import { build, problemsOf } from '../src/regenerate/build.js';
import { readOverlay } from '../src/regenerate/overlay-file.js';
import { renameSchemas } from '../src/regenerate/rename.js';
import { readSelection } from '../src/regenerate/selection.js';
import { toSwagger2 } from './support/swagger.js';
import { nextService, service } from './support/tree.js';

const openapi = fileURLToPath(new URL('../../../openapi', import.meta.url));
const read = (name: string): Promise<string> => readFile(path.join(openapi, name), 'utf8');

const built = async (vendor: Node) =>
  build(vendor, {
    selection: readSelection(await read('selection.yaml'), 'selection.yaml'),
    overlay: readOverlay(await read('corrections.overlay.yaml'), 'corrections.overlay.yaml'),
    ours: readDocument(await read('jobs.yaml'), 'jobs.yaml'),
  });

describe("a vendor's document after selection and corrections", () => {
  it('equals our own description, except for what only the vendor describes', async () => {
    const { document, ...rest } = await built(await service());
    expect(problemsOf({ document, ...rest })).toEqual([]);
    const ours = readDocument(await read('jobs.yaml'), 'jobs.yaml');
    expect(compareDocuments(ours, document).map(({ where, kind }) => `${where} ${kind}`)).toEqual([
      'JobMetadata.resource_key added',
      'JobMetadata.source_system added',
      'JobMetadata.child_source_systems added',
    ]);
  });

  it('is the same for Swagger 2.0 with a base path', async () => {
    const [three, two] = [await built(await service()), await built(toSwagger2(await service(), '/v2/jobs'))];
    expect(problemsOf(two)).toEqual([]);
    expect(compareDocuments(three.document, two.document)).toEqual([]);
  });

  it('does not depend on the names of placeholders', async () => {
    const text = JSON.stringify(await service())
      .replaceAll('{job_id}', '{job}')
      .replaceAll('"name":"job_id"', '"name":"job"');
    const [one, other] = [await built(await service()), await built(JSON.parse(text) as Node)];
    expect(other.document).toEqual(one.document);
  });

  it('reports which corrections the next version makes obsolete, and which operations it adds', async () => {
    const { misfits, unselected } = await built(await nextService());
    expect(misfits.map(({ name }) => name)).toEqual([
      'DataFlowOutput (total_rows_read, total_rows_written, total_bytes_read, total_bytes_written): numbers that can be floats or null',
      'JobRunDetail (duration): a number, although specified as a string',
    ]);
    expect(unselected).toEqual([{ method: 'post', path: '/v2/jobs/{job_id}/runs/{run_id}/archive' }]);
  });
});

describe('operations of a document', () => {
  it('inherit the parameters of their path, without the one for the token', () => {
    const parameter = (name: string, place: string, description = '') => ({ name, in: place, description });
    const [operation] = operationsOf({
      servers: [{ url: 'https://host/base/' }],
      paths: {
        '/x': {
          parameters: [parameter('a', 'query', 'of the path'), { $ref: '#/components/parameters/b' }],
          get: {
            parameters: [parameter('a', 'query', 'of the operation'), parameter('authorization', 'header')],
          },
        },
      },
      components: { parameters: { b: parameter('b', 'header') } },
    });
    expect(operation?.path).toBe('/base/x');
    expect(operation?.node['parameters']).toEqual([
      parameter('a', 'query', 'of the operation'),
      parameter('b', 'header'),
    ]);
  });
});

describe('an older version of OpenAPI', () => {
  const upgraded = (schema: object): unknown =>
    nodeAt(
      nodeAt(
        toOpenApi31({ openapi: '3.0.3', paths: {}, components: { schemas: { X: schema } } }),
        'components',
      ),
      'schemas',
    )['X'];

  it.each([
    [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
    [
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      { type: 'integer', minimum: 1, exclusiveMinimum: true },
      { type: 'integer', exclusiveMinimum: 1 },
    ],
    [
      { nullable: true, allOf: [{ $ref: '#/components/schemas/X' }] },
      { anyOf: [{ $ref: '#/components/schemas/X' }, { type: 'null' }] },
    ],
  ])('is converted to 3.1: %j', (before, after) => {
    expect(upgraded(before)).toEqual(after);
  });

  it('is rejected if it is not supported', () => {
    expect(() => toOpenApi31({ openapi: '4.0.0' })).toThrow('OpenAPI 4.0.0 is not supported');
  });
});

describe('renaming schemas', () => {
  const document = (schemas: object): Node => ({ components: { schemas } });

  it('changes all references, including those in discriminators', () => {
    const mapping = { x: '#/components/schemas/A' };
    const { document: renamed } = renameSchemas(
      document({ A: {}, B: { oneOf: [{ $ref: '#/components/schemas/A' }], discriminator: { mapping } } }),
      { A: 'C' },
    );
    expect(renamed).toEqual(
      document({
        C: {},
        B: {
          oneOf: [{ $ref: '#/components/schemas/C' }],
          discriminator: { mapping: { x: '#/components/schemas/C' } },
        },
      }),
    );
  });

  it('merges schemas that get the same name', () => {
    const one = { properties: { a: { type: 'string' }, b: {} }, required: ['a', 'b'] };
    const two = { properties: { a: { type: 'string', description: 'x' }, c: {} }, required: ['a'] };
    expect(renameSchemas(document({ One: one, Two: two }), { One: 'Both', Two: 'Both' })).toEqual({
      document: document({ Both: { properties: { a: { type: 'string' }, c: {}, b: {} }, required: ['a'] } }),
      problems: [],
    });
  });

  it('does not merge schemas that conflict', () => {
    const schemas = {
      One: { properties: { a: { type: 'string' } } },
      Two: { properties: { a: { type: 'number' } } },
    };
    expect(renameSchemas(document(schemas), { One: 'Both', Two: 'Both' }).problems).toEqual([
      'cannot merge schema Two into Both: they differ in a',
    ]);
  });
});

describe('a selection', () => {
  it.each([
    ['operations: []', 'no operations selected'],
    ['operation: []', 'unknown key operation'],
    ['operations: [{ id: a, method: get }]', 'operation 1 needs id, method and path'],
  ])('is rejected: %j', (text, message) => {
    expect(() => readSelection(text, 'selection.yaml')).toThrow(message);
  });
});
