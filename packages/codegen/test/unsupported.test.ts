import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Node } from '../src/document/node.js';
import { rejectUnsupported } from '../src/document/unsupported.js';
import { shield, unshield } from '../src/document/shield.js';

const document = (schemas: string): Node =>
  parse(`openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    ${schemas}`) as Node;

describe('a document that no codec can be generated for', () => {
  it.each([
    [
      "A: { $ref: '#/components/schemas/A' }",
      'schema A refers to itself without an object or array in between',
    ],
    [
      "A: { anyOf: [{ type: string }, { $ref: '#/components/schemas/A' }] }",
      'schema A refers to itself without an object or array in between',
    ],
    [
      "A: { allOf: [{ $ref: '#/components/schemas/B' }] }\n    B: { oneOf: [{ $ref: '#/components/schemas/A' }] }",
      'schema B refers to itself without an object or array in between',
    ],
    [
      "A: { properties: { b: { $ref: '#/components/schemas/B' } } }",
      'unresolved reference #/components/schemas/B at #/components/schemas/A/properties/b',
    ],
    ['A: { enum: ["\\ud800"] }', 'the string at #/components/schemas/A/enum/0 is not well-formed Unicode'],
  ])('is rejected: %s', (schemas, message) => {
    expect(() => rejectUnsupported(document(schemas))).toThrow(message);
  });

  it('is rejected for a parameter that cannot be sent, and for a placeholder without one', () => {
    const filter = { name: 'filter', in: 'query', style: 'deepObject', schema: { type: 'object' } };
    const paths = { '/x/{id}': { get: { parameters: [filter], responses: {} } } };
    expect(() => rejectUnsupported({ openapi: '3.1.0', paths })).toThrow(
      'GET /x/{id}: no parameter describes {id}\nGET /x/{id}: the parameter query.filter cannot be sent: style deepObject',
    );
  });

  it('is accepted if a schema contains itself in an object or an array', () => {
    const schemas = `A: { properties: { a: { $ref: '#/components/schemas/A' } } }
    B: { oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/B' } }] }`;
    expect(() => rejectUnsupported(document(schemas))).not.toThrow();
  });
});

describe('the shield', () => {
  it('protects literal escapes, in code and in comments', () => {
    const { text } = shield({ text: 'a \\u0041' }) as { text: string };
    expect(text).not.toContain('\\u');
    expect(unshield(`const a = '${text}';`)).toBe("const a = 'a \\x5cu0041';");
    expect(unshield(`/**\n * ${text}\n */`)).toBe('/**\n * a \\u0041\n */');
  });

  it('protects property names that look like numbers, and their entries in required', () => {
    const shielded = shield({ properties: { '01': {} }, required: ['01'], enum: ['01'] });
    const [name] = Object.keys(shielded['properties'] as object);
    expect(name).not.toBe('01');
    expect(shielded).toMatchObject({ required: [name], enum: ['01'] });
    expect(unshield(`'${name}': string`)).toBe("'01': string");
  });
});
