import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { writeFile } from 'node:fs/promises';
import { draft } from '../src/generate/generate.js';
import { emptyOutput } from './support/output.js';

const COUNT = 1000;

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (name: string) => ({
  200: { description: 'Done.', content: { 'application/json': { schema: ref(name) } } },
});

/** A thousand operations, each with a schema of its own that contains another of its own. */
const document = () => {
  const numbers = Array.from({ length: COUNT }, (_, i) => i);
  const schemas = numbers.flatMap((i) => [
    [
      `Outer${i}`,
      {
        type: 'object',
        required: ['inner'],
        properties: { inner: ref(`Inner${i}`), [`only${i}`]: { type: 'string' } },
      },
    ],
    [`Inner${i}`, { type: 'object', properties: { [`within${i}`]: { type: 'number' } } }],
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1' },
    paths: Object.fromEntries(
      numbers.map((i) => [
        `/things/${i}`,
        { get: { operationId: `getThing${i}`, responses: answer(`Outer${i}`) } },
      ]),
    ) as Record<string, unknown>,
    components: { schemas: Object.fromEntries(schemas) as Record<string, unknown> },
  };
};

let folder: string;

beforeAll(async () => {
  folder = await emptyOutput('tree-shaking');
  const files = await draft({ document: document(), folder, guards: true });
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
});

const bundle = async (entry: string): Promise<string> => {
  const result = await build({
    stdin: { contents: entry, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    external: ['io-ts', 'fp-ts'],
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
};

it('bundles one operation of a thousand with only the codecs it needs', async () => {
  const text = await bundle(`export { getThing500 } from './index.gen.js';`);
  expect(text).toContain('only500');
  expect(text).toContain('within500');
  expect(
    text.match(/(?:only|within|getThing|Outer|Inner)(\d+)/g)?.filter((name) => !name.endsWith('500')),
  ).toEqual([]);
  expect(text.length).toBeLessThan(4_000);
});

it('bundles nothing if nothing is used', async () => {
  expect(await bundle(`import './index.gen.js';`)).not.toMatch(/\w\d+Codec|getThing/);
});
