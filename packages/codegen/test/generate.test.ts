import { execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../src/generate/generate.js';
import { readDocument } from '../src/document/read-document.js';
import { emptyOutput, output } from './support/output.js';
import { typecheck } from './support/typecheck.js';

const read = async (folder: string, file: string): Promise<string> =>
  readFile(path.join(folder, file), 'utf8');
const generateFrom = async (text: string): Promise<ReadonlyMap<string, string>> =>
  generate({
    document: readDocument(text, 'test.yaml'),
    source: 'test.yaml',
    folder: await emptyOutput('generate-failing'),
    guards: true,
  });

describe('code generated from a document with awkward traits', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await output('generate', 'awkward');
  });

  it('passes the strictest type check', async () => {
    expect(await typecheck(folder)).toEqual([]);
  });

  it('starts with the command that generates it', async () => {
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.gen.ts'))) {
      expect(await read(folder, file)).toMatch(
        /^\/\/ Generated from awkward\.yaml by `npm run generate`\. Do not edit\.\n/,
      );
    }
  });

  it('contains no path of the machine it was generated on', async () => {
    for (const file of ['types.gen.ts', 'codecs.gen.ts', 'operations.gen.ts', 'index.gen.ts']) {
      expect(await read(folder, file)).not.toContain(path.dirname(folder));
    }
  });

  it('marks every codec as free of side effects, for bundlers', async () => {
    const codecs = await read(folder, 'codecs.gen.ts');
    const count = (pattern: RegExp): number => codecs.match(pattern)?.length ?? 0;
    expect(count(/^export const /gm)).toBeGreaterThan(20);
    expect(count(/\/\*#__PURE__\*\//g)).toBe(count(/^export const /gm));
  });

  it('describes operations as data', async () => {
    const { operations } = (await import(path.join(folder, 'operations.gen.ts'))) as {
      operations: Record<string, object>;
    };
    expect(Object.keys(operations)).toEqual([
      'delete',
      'postThingsByThingIdPartsByPartId',
      'operations',
      'headNothing',
    ]);
    expect(operations['delete']).toMatchObject({
      method: 'GET',
      path: '/things/{thing id}/parts/{part_id}',
      parameters: [
        { name: 'part_id', in: 'path', required: true },
        { name: 'thing id', in: 'path', required: true },
        { name: 'tags', in: 'query', required: false, list: 'repeat' },
        { name: 'states', in: 'query', required: true, list: 'comma' },
        { name: 'X-Trace', in: 'header', required: false },
      ],
      responses: { '202': null },
    });
  });
});

describe('code generated from schemas that generators misread', () => {
  it('passes the strictest type check', async () => {
    expect(await typecheck(await output('generate', 'torture'))).toEqual([]);
  });

  it('has types that say what the document says', async () => {
    const types = await read(await output('generate', 'torture'), 'types.gen.ts');
    for (const type of [
      'Animal = Cat | Dog',
      'User = PrivateUser | PublicUser',
      'RequiredBeside = { a: string } & Loose',
      'RequiredInOptions = { a?: string; b?: number } & ({ a: string } | { b: number })',
      'AnyAndOne = ({ a: string } | { b: string }) & ({ c: string } | { d: string })',
      'Twice = { one?: ListedAllOf0a; two?: ListedAllOf0a }',
      'Untyped = { list?: Array<string>; map?: { [key: string]: number }; both?: { a: unknown } }',
    ])
      expect(types).toContain(`export type ${type};`);
  });
});

describe('generation', () => {
  it('writes the same bytes in any locale and any working directory', async () => {
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const check = (locale: string, cwd: string) =>
      promisify(execFile)(process.execPath, [main, 'generate', '--check'], {
        cwd,
        env: { ...process.env, LC_ALL: locale, LANG: locale },
      });
    const settings = [
      ['C', '/'],
      ['sv_SE.UTF-8', path.dirname(main)],
      ['tr_TR.UTF-8', '/'],
    ] as const;
    const outcomes = await Promise.all(settings.map(([locale, cwd]) => check(locale, cwd)));
    expect(outcomes).toEqual(settings.map(() => ({ stderr: '', stdout: '' })));
  });

  it('names types in the same way in any language', async () => {
    const module = fileURLToPath(new URL('../dist/generate/locale.js', import.meta.url));
    // V8 asks for the language only if there are letters beyond Latin-1.
    const code = `const before = 'ŞI'.toLocaleLowerCase(); await import('${module}');
      process.stdout.write([before, 'ŞI'.toLocaleLowerCase(), 'şi'.toLocaleUpperCase()].join());`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, LC_ALL: 'tr_TR.UTF-8' },
    });
    expect(stdout).toBe('şı,şi,ŞI');
  });

  it('removes its temporary folder if it is interrupted', async () => {
    const parent = await emptyOutput('generate-interrupted');
    const module = fileURLToPath(new URL('../dist/generate/temporary.js', import.meta.url));
    const code = `const { inTemporaryFolder } = await import('${module}');
      await inTemporaryFolder('${parent}', () => new Promise(() => setInterval(() => process.stdout.write('.'), 10)));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect((await readdir(parent)).filter((name) => name.startsWith('.generated'))).toHaveLength(1);
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect((await readdir(parent)).filter((name) => name.startsWith('.generated'))).toEqual([]);
  });

  it('needs no schemas', async () => {
    const files = await generateFrom(
      '{openapi: 3.1.0, info: {title: x, version: "1"}, paths: {/a: {get: {responses: {"204": {description: x}}}}}}',
    );
    expect(files.get('operations.gen.ts')).toContain('export const getA');
    expect(files.get('codecs.gen.ts')).not.toContain('export');
  });

  it('keeps operations apart whose ids differ only in signs or case, or not at all', async () => {
    const ids = ['get_x', 'getX', 'GetX', 'getX'];
    const paths = ids.map(
      (id, i) => `/p${i}: {get: {operationId: ${id}, responses: {"204": {description: x}}}}`,
    );
    const files = await generateFrom(
      `{openapi: 3.1.0, info: {title: x, version: "1"}, paths: {${paths.join(', ')}}}`,
    );
    const text = files.get('operations.gen.ts') ?? '';
    for (const i of ids.keys()) expect(text).toContain(`path: '/p${i}'`);
    const table = /export const operations = \{([^}]*)\}/.exec(text)?.[1] ?? '';
    expect(table.split(',').filter((entry) => entry.trim() !== '')).toHaveLength(ids.length);
    expect(new Set(text.match(/export const \w+/g)).size).toBe(ids.length + 1);
  });

  it('rejects a document without operations', async () => {
    await expect(generateFrom('{openapi: 3.1.0, info: {title: x, version: "1"}, paths: {}}')).rejects.toThrow(
      'no operation',
    );
  });

  it('rejects a file that is not an OpenAPI document', async () => {
    await expect(generateFrom('just text')).rejects.toThrow('test.yaml is not an OpenAPI document');
  });

  it('rejects references to other documents, and names them', async () => {
    const text = '{openapi: 3.1.0, paths: {/a: {get: {responses: {"200": {$ref: "other.yaml#/x"}}}}}}';
    await expect(generateFrom(text)).rejects.toThrow('other.yaml#/x');
  });

  it('leaves no temporary folder, even if it fails', async () => {
    const folder = await emptyOutput('generate-failing');
    await expect(generateFrom('{openapi: 3.1.0, paths: {}}')).rejects.toThrow();
    expect((await readdir(path.dirname(folder))).filter((name) => name.startsWith('.generated'))).toEqual([]);
  });
});
