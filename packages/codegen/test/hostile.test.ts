import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Node } from '../src/document/node.js';
import { generate } from '../src/generate/generate.js';
import { complaintsOf } from '../src/generate/complaints.js';
import { printDocument } from '../src/regenerate/print.js';
import { emptyOutput } from './support/output.js';

const PLANTED = '(globalThis as any).planted = true;';

/** Texts that end a line, or a comment or a string, and then run. */
const texts = [
  ['\n', '\u2028', '\u2029', '\r', '\u0085'].map((end) => `x${end}${PLANTED}${end}//`).join(''),
  ['*/', "'", '"', '`', "\\'", '${', '-->'].map((end) => `${end}; ${PLANTED} ${end}`).join(''),
];

/** A document with the same text in every place where a document may have free text. */
const document = (text: string): Node => {
  const words = { title: text, description: text, summary: text };
  const schema = { ...words, type: 'string', default: text, pattern: text, format: text, 'x-note': text };
  const object = {
    ...words,
    type: 'object',
    required: [text],
    properties: { [text]: schema, b: { enum: [text] }, c: { const: text }, d: { const: { [text]: text } } },
    additionalProperties: schema,
  };
  const ref = { $ref: '#/components/schemas/One' };
  const response = { ...words, content: { [text]: { schema: object }, 'application/json': { schema: ref } } };
  return {
    openapi: '3.1.0',
    info: { ...words, version: text },
    tags: [{ name: text, ...words }],
    servers: [{ url: '/', ...words }],
    paths: {
      [`/${text.replaceAll(/[{}]/g, '')}`]: {
        ...words,
        post: {
          ...words,
          operationId: text,
          tags: [text],
          externalDocs: { url: text, description: text },
          parameters: ['query', 'header', 'cookie'].map((place) => ({
            name: text,
            in: place,
            ...words,
            schema,
          })),
          requestBody: { ...words, content: { [text]: { schema: object } } },
          responses: { 200: response, '4XX': { $ref: '#/components/responses/Failed' }, default: response },
          callbacks: { [text]: { [text]: { post: { operationId: text, responses: { 200: response } } } } },
        },
      },
    },
    components: {
      responses: { Failed: response },
      schemas: {
        One: object,
        [text]: object,
        Union: {
          ...words,
          oneOf: [ref, { $ref: '#/components/schemas/Two' }],
          discriminator: { propertyName: text, mapping: { [text]: '#/components/schemas/One' } },
        },
        Two: { ...words, type: 'object', required: [text], properties: { [text]: { type: 'string' } } },
      },
    },
  };
};

/** Every identifier in the code of a file. */
const namesIn = (file: string): readonly string[] => {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', file, ts.ScriptTarget.ESNext));
  return names;
};

describe('a text of the document', () => {
  it.each(texts)('does not become code: %j', async (text) => {
    const folder = await emptyOutput(`hostile-${texts.indexOf(text)}`);
    const files = await generate({ document: document(text), source: text, folder, guards: true });
    for (const [name, file] of files) await writeFile(path.join(folder, name), file);
    const module = (await import(path.join(folder, 'index.gen.ts'))) as Record<
      string,
      { is?: (u: unknown) => unknown }
    >;
    for (const codec of Object.values(module)) codec.is?.({ [text]: text });
    expect(globalThis).not.toHaveProperty('planted');
    for (const file of files.values()) expect(namesIn(file)).not.toContain('planted');
  });

  it('does not become a part of the document that is written', async () => {
    for (const text of texts) {
      const printed = await printDocument(document(text), document(text));
      expect(parse(printed)).toEqual(document(text));
    }
  });
});

describe('the errors of the compiler', () => {
  const file = ['export type A = {', '  a: never;', '};', 'const isB = 1;', ''].join('\n');
  const files = new Map([['packages/bindings/src/types.gen.ts', file]]);

  it('name the schema that they are in, once', () => {
    const lines = [
      'types.gen.ts(2,3): error TS1: no',
      'types.gen.ts(3,1): error TS2: more',
      'types.gen.ts(4,1): error TS3: x',
    ];
    expect(complaintsOf(lines, files)).toEqual(['A in types.gen.ts: no', 'isB in types.gen.ts: x']);
  });

  it('are the first twenty', () => {
    const lines = Array.from({ length: 25 }, (_, i) => `other${i}.ts(1,1): error TS1: no`);
    expect(complaintsOf(lines, files)).toHaveLength(21);
    expect(complaintsOf(lines, files).at(-1)).toBe('… and 5 more');
  });
});
