import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Node } from '../src/document/node.js';
import { refuseUnsupported } from '../src/document/refuse.js';
import { shield, unshield } from '../src/document/shield.js';

const document = (schemas: string): Node =>
  parse(`openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    ${schemas}`) as Node;

describe('what no codec can be written for', () => {
  it.each([
    [
      "A: { $ref: '#/components/schemas/A' }",
      'the schema A contains itself with no object or list in between',
    ],
    [
      "A: { anyOf: [{ type: string }, { $ref: '#/components/schemas/A' }] }",
      'the schema A contains itself with no object or list in between',
    ],
    [
      "A: { allOf: [{ $ref: '#/components/schemas/B' }] }\n    B: { oneOf: [{ $ref: '#/components/schemas/A' }] }",
      'the schema B contains itself with no object or list in between',
    ],
    [
      "A: { properties: { b: { $ref: '#/components/schemas/B' } } }",
      '#/components/schemas/B, at #/components/schemas/A/properties/b, leads nowhere',
    ],
    ['A: { enum: ["\\ud800"] }', 'the text at #/components/schemas/A/enum/0 is not well-formed'],
  ])('is refused by name: %s', (schemas, message) => {
    expect(() => refuseUnsupported(document(schemas))).toThrow(message);
  });

  it('is not a schema that contains itself in an object or a list', () => {
    const schemas = `A: { properties: { a: { $ref: '#/components/schemas/A' } } }
    B: { oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/B' } }] }`;
    expect(() => refuseUnsupported(document(schemas))).not.toThrow();
  });
});

describe('the shield', () => {
  it('keeps literal escapes from being read, in code and in comments', () => {
    const { text } = shield({ text: 'a \\u0041' }) as { text: string };
    expect(text).not.toContain('\\u');
    expect(unshield(`const a = '${text}';`)).toBe("const a = 'a \\x5cu0041';");
    expect(unshield(`/**\n * ${text}\n */`)).toBe('/**\n * a \\u0041\n */');
  });

  it('keeps names of members from being read as numbers, and requires the same names', () => {
    const shielded = shield({ properties: { '01': {} }, required: ['01'], enum: ['01'] });
    const [name] = Object.keys(shielded['properties'] as object);
    expect(name).not.toBe('01');
    expect(shielded).toMatchObject({ required: [name], enum: ['01'] });
    expect(unshield(`'${name}': string`)).toBe("'01': string");
  });
});
