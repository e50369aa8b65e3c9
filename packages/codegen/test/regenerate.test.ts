import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeAt, type Node } from '../src/document/node.js';
import { copyOfTheTree, nextService, service, type Tree } from './support/tree.js';

let tree: Tree;

beforeAll(async () => {
  tree = await copyOfTheTree();
  await tree.write('vendor/service.yaml', stringify(await service()));
});

afterAll(() => tree.remove());

/** What is refused has to leave every file as it was. */
const refused = async (args: readonly string[]): Promise<string> => {
  const before = await tree.fingerprint();
  const { code, stderr } = await tree.run(args);
  expect(code).toBe(1);
  expect(await tree.fingerprint()).toBe(before);
  return stderr;
};

const withDocument = async (change: (document: Node) => void): Promise<string> => {
  const document = await service();
  change(document);
  await tree.write('vendor/changed.json', JSON.stringify(document));
  return 'vendor/changed.json';
};

describe('regenerate, when it can not', () => {
  it('names an operation that the document lacks', async () => {
    const from = await withDocument(({ paths }) => delete nodeAt(paths, '/v2/jobs')['post']);
    expect(await refused(['regenerate', '--from', from])).toContain(
      'createJob: the document has no POST /v2/jobs',
    );
  });

  it('names a correction that matches nothing', async () => {
    const from = await withDocument(
      ({ components }) => delete nodeAt(nodeAt(components, 'schemas'), 'ErrorModel')['additionalProperties'],
    );
    expect(await refused(['regenerate', '--from', from])).toContain(
      'the correction "Further members of an error are no objects, trace for one" no longer fits: it matches nothing',
    );
  });

  it('names a schema that the selection renames and the document lacks', async () => {
    const text = JSON.stringify(await service()).replaceAll(
      'JobRunPostBody_job_run_configuration',
      'SomethingElse',
    );
    await tree.write('vendor/changed.json', text);
    expect(await refused(['regenerate', '--from', 'vendor/changed.json'])).toContain(
      'the schema JobRunPostBody_job_run_configuration, to be called JobConfiguration, is not in the document',
    );
  });

  it('names a reference to another document', async () => {
    const from = await withDocument(({ paths }) => {
      nodeAt(paths, '/v2/jobs')['get'] = { $ref: './jobs.yaml#/list' };
    });
    expect(await refused(['regenerate', '--from', from])).toContain(
      './jobs.yaml#/list, at #/paths/~1v2~1jobs/get',
    );
  });

  it('names a reference that leads nowhere', async () => {
    const text = JSON.stringify(await service()).replaceAll('schemas/SourceSystem', 'schemas/Nowhere');
    await tree.write('vendor/changed.json', text);
    expect(await refused(['regenerate', '--from', 'vendor/changed.json'])).toContain(
      '#/components/schemas/Nowhere',
    );
  });

  it('says which file is missing', async () => {
    expect(await refused(['regenerate', '--from', 'vendor/none.yaml'])).toContain('none.yaml');
  });

  it('says what is wrong with what is no document', async () => {
    await tree.write('vendor/page.html', '<html><body>Sign in</body></html>');
    expect(await refused(['regenerate', '--from', 'vendor/page.html'])).toContain('is no OpenAPI document');
  });
});

describe('regenerate', () => {
  it('replaces the document and the bindings, after telling what differs', async () => {
    const { code, stdout, stderr } = await tree.run(['regenerate', '--from', 'vendor/service.yaml']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/3 differences, 0 breaking/);
    expect(stdout.indexOf('differences')).toBeLessThan(stdout.indexOf('Wrote openapi/jobs.yaml'));
    expect(await tree.read('openapi/jobs.yaml')).toMatch(
      /^# Made by `npm run regenerate` from: Harbour Cloud API 7\.1\.0\n/,
    );
    expect(await tree.read('packages/bindings/src/types.gen.ts')).toContain('resource_key?: string');
    expect(JSON.parse(await tree.read('openapi/lock.json'))).toHaveProperty(
      'regenerated.title',
      'Harbour Cloud API 7.1.0',
    );
  });

  it('takes no header parameter for the token', async () => {
    expect(await tree.read('openapi/jobs.yaml')).not.toMatch(/name: Authorization\n\s+required/);
    expect(await tree.read('packages/bindings/src/operations.gen.ts')).not.toContain('Authorization');
  });

  it('leaves a tree that the check finds fresh, and that core compiles with', async () => {
    expect(await tree.run(['generate', '--check'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await tree.compile('bindings', ['-p', 'tsconfig.build.json'])).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(await tree.compile('core', ['-p', 'tsconfig.build.json'])).toMatchObject({ code: 0, stdout: '' });
  });

  it('finds no drift afterwards', async () => {
    expect(await tree.run(['drift', '--from', 'vendor/service.yaml'])).toMatchObject({ code: 0 });
  });

  it('writes the same bytes again, in a process of its own', async () => {
    const before = await tree.fingerprint();
    expect(await tree.spawn(['regenerate', '--from', 'vendor/service.yaml'])).toMatchObject({ code: 0 });
    expect(await tree.fingerprint()).toBe(before);
  });

  it('makes the check fail when a correction has changed since', async () => {
    const overlay = await tree.read('openapi/corrections.overlay.yaml');
    await tree.write('openapi/corrections.overlay.yaml', `${overlay}# more\n`);
    expect(await tree.run(['generate', '--check'])).toMatchObject({ code: 1 });
    await tree.write('openapi/corrections.overlay.yaml', overlay);
  });

  it('writes a whole document into a folder of its own', async () => {
    const before = await tree.fingerprint();
    const { code, stdout } = await tree.run([
      'regenerate',
      '--from',
      'vendor/service.yaml',
      '--all',
      '--out',
      'whole/src',
    ]);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Wrote 12 operations'),
    });
    expect(await tree.fingerprint()).toBe(before);
    expect(await tree.read('whole/src/codecs.gen.ts')).toContain('export const HarbourCodec');
    expect(await tree.read('whole/src/operations.gen.ts')).not.toContain('Authorization');
  });

  it('replaces no folder that holds something else', async () => {
    await tree.write('full/notes.txt', 'mine');
    const { code, stderr } = await tree.run([
      'regenerate',
      '--from',
      'vendor/service.yaml',
      '--all',
      '--out',
      'full',
    ]);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('full holds other files'),
    });
    expect(await tree.read('full/notes.txt')).toBe('mine');
  });
});

describe('drift from an address', () => {
  let server: Server;
  let url: string;
  const tokens: (string | undefined)[] = [];

  beforeAll(async () => {
    const text = stringify(await nextService());
    server = createServer((request, response) => {
      tokens.push(request.headers.authorization);
      if (request.url === '/none') response.writeHead(404).end();
      else response.end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => void server.close());

  it('reports as JSON, and nothing but JSON, with 20 as its exit code', async () => {
    const { code, stdout, stderr } = await tree.run(['drift', '--from', `${url}/v2-swagger.yaml`, '--json']);
    expect({ code, stderr }).toEqual({ code: 20, stderr: '' });
    const report = JSON.parse(stdout) as {
      breaking: number;
      changes: { where: string; breaking: boolean; core?: string[] }[];
    };
    expect(report.breaking).toBe(report.changes.filter(({ breaking }) => breaking).length);
    expect(report.changes.find(({ where }) => where === 'JobRunDetail.duration')).toEqual({
      subject: 'field',
      kind: 'removed',
      where: 'JobRunDetail.duration',
      from: 'number | string | null',
      direction: ['response'],
      breaking: true,
      core: ['packages/core/src/wire/job-run.ts'],
    });
  });

  it('sends a token from a file or from the environment, or none', async () => {
    await tree.write('token', 'from-a-file\n');
    await tree.run(['drift', '--from', url, '--token-file', 'token']);
    await tree.run(['drift', '--from', url], { WXDI_DOCS_TOKEN: 'from-the-environment' });
    expect(tokens).toEqual([undefined, 'Bearer from-a-file', 'Bearer from-the-environment']);
  });

  it('sends no token in the clear', async () => {
    const { code, stderr } = await tree.run(['drift', '--from', 'http://docs.example.net/x'], {
      WXDI_DOCS_TOKEN: 'secret',
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'a token is not sent over plain http: http://docs.example.net/x\n',
    });
  });

  it('says what the server answered', async () => {
    expect(await tree.run(['drift', '--from', `${url}/none`])).toMatchObject({
      code: 1,
      stderr: `${url}/none answered 404 Not Found\n`,
    });
  });
});

describe('the command line', () => {
  it.each([
    [[]],
    [['drift']],
    [['regenerate']],
    [['sing']],
    [['drift', '--form', 'x']],
    [['regenerate', '--from', 'x', '--all']],
  ])('shows how it is used after %j', async (args) => {
    const { code, stderr } = await tree.spawn(args);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('npm run drift -- --from FILE|URL'),
    });
  });

  it('reads paths from the folder in which npm was called', async () => {
    const { code } = await tree.spawn(['drift', '--from', '../vendor/service.yaml'], {
      INIT_CWD: tree.path('openapi'),
    });
    expect(code).toBe(0);
  });
});
