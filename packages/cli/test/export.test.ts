import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { desiredJobs } from '../src/job-files/desired.js';
import { files } from '../src/process/files.js';
import { contextFor } from './fakes/context.js';
import { simulated, type Simulated } from './fakes/simulated.js';

const flows = { f1: { name: 'Load' }, f2: { name: 'Twin' }, f3: { name: 'Twin' } };
const set = '0191d1a0-7b1e-7000-8000-0000000000ff';

const disk = {
  listFolder: files.listFolder,
  writablePath: files.writablePath,
  writeAllPrivate: files.writeAllPrivate,
};

let service: Simulated;
let dir: string;

beforeAll(async () => {
  service = await simulated({ flows, environments: { e1: 'Default' } });
  const create = (name: string, ...more: readonly string[]) =>
    service.run(['job', 'create', '--name', name, ...more]).then(({ code, err }) => {
      expect([code, err]).toEqual([0, expect.stringContaining('created job')]);
    });
  await create(
    'Load customers',
    '--asset',
    'f1',
    '--environment',
    'Default',
    '--warn-limit',
    '5',
    '--env',
    'DB=db2://x',
    '--env',
    'EMPTY=',
    '--param',
    'year=007',
    '--param',
    'db.password=hunter2',
    '--param-set',
    set,
    '--schedule',
    '0 6 * * *',
  );
  await create('load customers', '--asset', 'f2', '--env', 'DB=other');
  await create('../con/${env.HOME}', '--type', 'notebook', '--description', 'NO');
});
afterAll(() => service.simulator.close());
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wxdi-export-'));
});
afterEach(() => {
  chmodSync(dir, 0o700);
  rmSync(dir, { recursive: true });
});

const exported = (...argv: readonly string[]) => service.run(['export', ...argv], { disk });
const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
const idOf = (name: string): string =>
  service.simulator.inspect().jobs.find((job) => job.name === name)?.id ?? '';

describe('wxdi export', () => {
  test('writes a file for each job, whose names differ on every disk, and prints them', async () => {
    const { code, out } = await exported('-d', `${dir}/jobs`, '-o', 'json');
    expect(code).toBe(0);
    const rows = JSON.parse(out) as readonly { file: string; name: string; id: string }[];
    expect(rows.map(({ name, file }) => [name, file])).toEqual([
      [`Load customers`, `${dir}/jobs/Load-customers-${idOf('Load customers')}.yaml`],
      ['../con/${env.HOME}', `${dir}/jobs/con-env.HOME.yaml`],
      [`load customers`, `${dir}/jobs/load-customers-${idOf('load customers')}.yaml`],
    ]);
    expect(readdirSync(`${dir}/jobs`)).toHaveLength(3);
    expect(statSync(`${dir}/jobs/con-env.HOME.yaml`).mode & 0o777).toBe(0o600);
    expect(read('jobs/con-env.HOME.yaml')).toBe(
      [
        '# yaml-language-server: $schema=https://unpkg.com/@wxdi/cli/dist/schema/file.json',
        'apiVersion: wxdi/v1',
        'kind: Job',
        'metadata:',
        '  name: ../con/$${env.HOME}',
        `  id: ${idOf('../con/${env.HOME}')}`,
        'spec:',
        '  type: notebook',
        '  description: "NO"',
        '',
      ].join('\n'),
    );
  });

  test('writes references in place of values, and says which variables they need', async () => {
    const { code, err } = await exported('Load customers', '-d', dir);
    expect([code, err]).toEqual([
      0,
      'warning: values of environment variables and secrets are not in the files; set DB, db_password to plan or apply them, or export with --with-values\n',
    ]);
    expect(read('Load-customers.yaml')).toContain('value: ${env.db_password}');
    expect(read('Load-customers.yaml')).not.toMatch(/hunter2|db2/);
    expect((await exported('-d', dir)).err).toContain('different values have the same name: DB;');
  });

  test('writes the values with --with-values, and what the job was given, so that it is read again', async () => {
    const { code, err } = await exported('Load customers', '-d', dir, '--with-values');
    expect([code, err]).toEqual([0, '']);
    const { context } = contextFor([]);
    const world = { context: { ...context, ...files }, secrets: new Set<string>() };
    const [job] = await desiredJobs(world, { files: [dir] });
    expect(job?.document).toEqual({
      apiVersion: 'wxdi/v1',
      kind: 'Job',
      metadata: { name: 'Load customers', id: idOf('Load customers') },
      spec: {
        flow: { id: 'f1' },
        type: 'data_intg_flow',
        parameters: [
          { name: 'db.password', value: 'hunter2' },
          { name: 'year', value: '007' },
        ],
        parameterSets: [{ name: set, ref: set }],
        schedule: '0 6 * * *',
        environment: 'e1',
        environmentVariables: [
          { name: 'DB', value: 'db2://x' },
          { name: 'EMPTY', value: '' },
        ],
        warnLimit: 5,
      },
    });
  });

  test('writes names with --names where they are unique, and no ids of jobs and parameter sets', async () => {
    const { code, err } = await exported('--job', '?oad *', '-d', dir, '--names');
    expect(code).toBe(0);
    expect(err).toContain(
      'warning: job load customers: the file has the id of its flow, f2, which has no name of its own\n',
    );
    const text = read(`Load-customers-${idOf('Load customers')}.yaml`);
    expect(text).toContain('metadata:\n  name: Load customers\nspec:\n  flow:\n    name: Load\n');
    expect(text).toContain('environment: Default');
    expect(text).not.toContain('ref:');
  });

  test('writes the same bytes again, and leaves other files', async () => {
    await exported('-d', dir);
    const before = readdirSync(dir).map((file) => [file, read(file)]);
    writeFileSync(join(dir, 'gone.yaml'), 'x');
    const { err } = await exported('-d', `${dir}/`);
    expect(err).toContain('other job files in the folder were not changed: gone.yaml\n');
    expect(readdirSync(dir).flatMap((file) => (file === 'gone.yaml' ? [] : [[file, read(file)]]))).toEqual(
      before,
    );
  });

  test('changes no file if one cannot be written', async () => {
    await exported('Load customers', '-d', dir);
    const before = read('Load-customers.yaml');
    mkdirSync(join(dir, `load-customers-${idOf('load customers')}.yaml`));
    const { code, out, err } = await exported('-d', dir);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: cannot write .*load-customers-.*\.yaml: it is not a file\n$/);
    expect(readdirSync(dir)).toHaveLength(2);
    expect(read('Load-customers.yaml')).toBe(before);
  });

  test.each(['file.txt', 'file.txt/jobs', 'no/a/b'])(
    'refuses a folder that cannot be written, before anything is read: %s',
    async (name) => {
      writeFileSync(join(dir, 'file.txt'), '');
      mkdirSync(join(dir, 'no'), { mode: 0o500 });
      const before = service.simulator.requests().length;
      const { code, out, err } = await exported('-d', join(dir, name));
      // The superuser may write everywhere.
      if (code === 0) return;
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^error: cannot write /);
      expect(service.simulator.requests()).toHaveLength(before);
      expect(readdirSync(join(dir, 'no'))).toEqual([]);
    },
  );

  test.each([
    [[], '`wxdi export` needs -d DIR'],
    [['Load customers', '--job', '*', '-d', 'x'], 'JOB and flag --job are mutually exclusive'],
    [['nope', '-d', 'x'], 'no job is named "nope"'],
  ])('%j is an error', async (argv, message) => {
    const { code, err } = await exported(...argv);
    expect([code === 0, err]).toEqual([false, expect.stringContaining(message)]);
  });

  test('of no job writes nothing', async () => {
    const { code, out, err } = await exported('--job', 'nope*', '-d', `${dir}/new`);
    expect([code, out, err]).toEqual([0, '', 'no job to export\n']);
    expect(readdirSync(dir)).toEqual([]);
  });
});
