import { describe, expect, it } from 'vitest';
import type { Node } from '../src/document/node.js';
import { operationsOf } from '../src/document/operations.js';
import { rejectUnsupported } from '../src/document/unsupported.js';
import { toOpenApi31 } from '../src/document/upgrade.js';
import { completeDocument } from '../src/regenerate/complete.js';
import { select } from '../src/regenerate/select.js';

const responses = { 200: { description: 'ok' } };

const withPaths = (paths: object, more: object = {}): Node => ({
  openapi: '3.1.0',
  info: { title: 'x', version: '1' },
  paths,
  ...more,
});

const pathsOf = (document: Node): readonly string[] => operationsOf(document).map(({ path }) => path);

describe('the path of an operation', () => {
  it('is kept as written, with or without a slash at the end', () => {
    const document = withPaths({ '/x': { get: { responses } }, '/x/': { get: { responses } } });
    expect(pathsOf(document)).toEqual(['/x', '/x/']);
    expect(completeDocument(document)).toMatchObject({ given: 2, kept: 2, notes: [] });
  });

  it('is found by a selection without the slash', () => {
    const document = withPaths({ '/x/': { get: { responses } } });
    const selection = {
      operations: [{ id: 'x', method: 'get', path: '/x' }],
      watch: '/',
      schemas: {},
      keep: [],
    };
    expect(select(document, selection)).toMatchObject({
      missing: [],
      unselected: [],
      document: { paths: { '/x': { get: { operationId: 'x' } } } },
    });
  });

  it.each<[string, object, string]>([
    ['an address', { url: 'https://example.com/v1/' }, '/v1/x'],
    ['a path', { url: '/v1' }, '/v1/x'],
    ['the root', { url: '/' }, '/x'],
    ['an address without a path', { url: 'https://example.com' }, '/x'],
    [
      'variables',
      {
        url: 'https://{host}:{port}/{base}/v1',
        variables: { host: { default: 'h' }, port: { default: '443' }, base: { default: 'api' } },
      },
      '/api/v1/x',
    ],
    ['variables of the host without a default', { url: 'https://{host}:{port}/v1' }, '/v1/x'],
    ['a host that is not valid', { url: 'https://<your host>/v1' }, '/v1/x'],
  ])('begins with that of the server: %s', (_, server, path) => {
    expect(pathsOf(withPaths({ '/x': { get: { responses } } }, { servers: [server] }))).toEqual([path]);
  });

  it('begins with that of the server of the path or the operation, if they have one', () => {
    const servers = (url: string) => ({ servers: [{ url }] });
    const paths = {
      '/a': { ...servers('/path'), get: { responses }, put: { responses, ...servers('/own') } },
      '/b': { get: { responses } },
    };
    expect(pathsOf(withPaths(paths, servers('/all')))).toEqual(['/path/a', '/own/a', '/all/b']);
  });

  it('cannot contain a variable of the server without a default', () => {
    const document = withPaths({ '/x': { get: { responses } } }, { servers: [{ url: '/{base}' }] });
    expect(() => operationsOf(document)).toThrow(
      'GET /x: the variable "base" in the path of the server /{base} has no default',
    );
  });

  it('may be described by a reference', () => {
    const document = withPaths(
      { '/x': { $ref: '#/components/pathItems/X' } },
      { components: { pathItems: { X: { get: { responses } } } } },
    );
    expect(pathsOf(document)).toEqual(['/x']);
  });
});

/** What remains of the parameter `p` of an operation: `sent`, `left out` with its reason, or the reason of a refusal. */
const outcomeOf = (parameter: object): string => {
  const path = 'in' in parameter && parameter.in === 'path' ? '/x/{p}' : '/x';
  const document = withPaths({ [path]: { get: { parameters: [{ name: 'p', ...parameter }], responses } } });
  const { notes, kept } = completeDocument(document);
  const reason = /: ([^:]*)$/.exec(notes[0] ?? '')?.[1];
  if (reason === undefined) return 'sent';
  // A single document of ours is refused for what a complete one leaves out.
  expect(() => rejectUnsupported(document)).toThrow(reason);
  return kept === 0 ? `operation left out: ${reason}` : `left out: ${reason}`;
};

const text = { type: 'string' };
const list = { type: 'array', items: text };
const object = { type: 'object', properties: { a: text } };

describe('a parameter', () => {
  const path = { in: 'path', required: true };
  it.each<[object, string]>([
    [{ ...path, schema: text }, 'sent'],
    [{ ...path, schema: list }, 'sent'],
    [{ ...path, schema: { type: 'boolean' } }, 'operation left out: a boolean'],
    [{ ...path, schema: object }, 'operation left out: an object'],
    [{ ...path, style: 'label', schema: text }, 'operation left out: style label'],
    [{ ...path, style: 'matrix', schema: list }, 'operation left out: style matrix'],
    [{ in: 'query', schema: text }, 'sent'],
    [{ in: 'query', schema: list }, 'sent'],
    [{ in: 'query', schema: list, explode: false }, 'sent'],
    [{ in: 'query', schema: object }, 'left out: an object'],
    [{ in: 'query', schema: { anyOf: [object, { type: 'null' }] } }, 'left out: an object'],
    [{ in: 'query', schema: { anyOf: [object, text] } }, 'sent'],
    [{ in: 'query', schema: { type: 'array', items: object } }, 'left out: an object'],
    [{ in: 'query', schema: { type: 'array', items: list } }, 'left out: an object'],
    [{ in: 'query', style: 'spaceDelimited', schema: list }, 'left out: style spaceDelimited'],
    [{ in: 'query', style: 'pipeDelimited', schema: list }, 'left out: style pipeDelimited'],
    [{ in: 'query', style: 'deepObject', schema: object }, 'left out: style deepObject'],
    [
      { in: 'query', style: 'deepObject', schema: object, required: true },
      'operation left out: style deepObject',
    ],
    [
      { in: 'query', content: { 'application/json': { schema: object } } },
      'left out: content application/json',
    ],
    [{ in: 'header', schema: text }, 'sent'],
    [{ in: 'header', schema: list }, 'sent'],
    [{ in: 'header', schema: object }, 'left out: an object'],
  ])('is sent as its style says, or left out by name: %j', (parameter, outcome) => {
    expect(outcomeOf(parameter)).toBe(outcome);
  });

  it.each([
    ['query', 'csv', []],
    ['query', 'multi', []],
    ['query', 'ssv', ['GET /x is sent without query.p: style spaceDelimited']],
    ['query', 'pipes', ['GET /x is sent without query.p: style pipeDelimited']],
    ['query', 'tsv', ['GET /x is sent without query.p: collectionFormat tsv']],
    ['header', 'csv', []],
    ['header', 'pipes', ['GET /x is sent without header.p: collectionFormat pipes']],
  ])('of Swagger 2.0 in the %s with the format %s', (place, collectionFormat, notes) => {
    const parameter = { name: 'p', in: place, type: 'array', items: text, collectionFormat };
    const paths = { '/x': { get: { parameters: [parameter], responses } } };
    const document = toOpenApi31({ swagger: '2.0', info: { title: 'x', version: '1' }, paths });
    expect(completeDocument(document).notes).toEqual(notes);
  });
});

describe('a complete document', () => {
  it('names everything that is not sent as described', () => {
    const query = (name: string) => ({ name, in: 'query', schema: text });
    const paths = {
      '/a': { get: { parameters: [query('a'), query('A')], responses } },
      '/b/{id}': { get: { responses } },
      '/c': { get: { parameters: [{ name: 's', in: 'cookie', schema: text }], responses } },
      '/d': { get: { servers: [{ url: 'https://uploads.example.com' }], responses } },
    };
    const { given, kept, notes } = completeDocument(withPaths(paths));
    expect({ given, kept, notes }).toEqual({
      given: 4,
      kept: 3,
      notes: [
        'GET /a is sent without query.A: its name differs from that of another parameter only in case',
        'GET /b/{id} is left out: no parameter describes {id}',
        'GET /c is sent without cookie.s: cookies belong to the session',
        'GET /d is described on another server: https://uploads.example.com',
      ],
    });
  });
});
