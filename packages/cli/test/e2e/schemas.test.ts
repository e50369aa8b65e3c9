import { readFile } from 'node:fs/promises';
import { isJsonObject, jobDocumentIssues, type JsonObject } from '@wxdi/sdk';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemas } from '../../src/schemas/index.js';
import { start } from './cli.js';
import { startService, type Service } from './service.js';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

/** A schema in which no object has members that are not described. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isJsonObject(schema)) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  return 'properties' in inside ? { additionalProperties: false, ...inside } : inside;
};

const validators = new Map<string, ValidateFunction>();

/** What a schema finds wrong with a value. */
const faults = (name: keyof typeof schemas, value: unknown): readonly string[] => {
  const { $id: _, ...schema } = schemas[name];
  const validate = validators.get(name) ?? ajv.compile(closed(schema) as JsonObject);
  validators.set(name, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

let service: Service;
const wxdi = (argv: readonly string[], stdin = '') => {
  const running = start(argv, service.env);
  running.child.stdin.end(stdin);
  return running.ended;
};
const json = async (...argv: readonly string[]): Promise<unknown> => {
  const { code, out, err } = await wxdi([...argv, '-o', 'json']);
  if (out === '') throw new Error(`exit ${code}: ${err}`);
  return JSON.parse(out);
};

beforeAll(async () => {
  service = await startService({ jobs: 3, plans: { Whole: 'fails' } });
  const whole = [
    '--param',
    'year=2027',
    '--param',
    'n:={"a":[1]}',
    '--env',
    'A=1',
    '--schedule',
    '0 6 * * *',
  ];
  const more = [
    '--starts',
    '2027-01-01',
    '--retention-runs',
    '3',
    '--notify',
    'failure',
    '--description',
    'D',
  ];
  const set = ['--param-set', '0191d1a0-7b1e-7000-8000-0000000000ff.dev'];
  await json('job', 'create', '--name', 'Whole', '--asset', 'fails', ...whole, ...more, ...set);
  await json('job', 'create', '--name', 'Stream', '--type', 'streamsets_flow');
  for (const name of ['Whole', 'Job 0001', 'Job 0002']) await wxdi(['job', 'start', name, '--wait']);
  await wxdi(['job', 'start', 'Job 0003']);
}, 60_000);
afterAll(() => service.close());

describe('the schema of', () => {
  test('jobs is that of every job that is printed', async () => {
    const listed = (await json('job', 'list')) as readonly unknown[];
    expect(listed).toHaveLength(5);
    const all = [
      ...listed,
      await json('job', 'get', 'Whole'),
      await json('job', 'update', 'Whole', '--name', 'W'),
    ];
    expect(all.flatMap((job) => faults('job', job))).toEqual([]);
    await json('job', 'update', 'W', '--name', 'Whole');
  });

  test('runs is that of every run that is printed', async () => {
    const listed = (await json('run', 'list', 'Whole')) as readonly unknown[];
    const read = await Promise.all(
      ['Whole', 'Job 0001', 'Job 0003'].map((job) => json('run', 'get', job, '@latest')),
    );
    expect([...listed, ...read].flatMap((run) => faults('run', run))).toEqual([]);
    expect(read).toMatchObject([{ state: 'Failed' }, { finished: true }, {}]);
  });

  test('reports is that of a report', async () => {
    const report = await json('report', '--since', '1d');
    expect(faults('report', report)).toEqual([]);
    expect(report).toMatchObject({ total: 4, failed: [{}] });
  });

  test('plans is that of a plan with every kind of action', async () => {
    const document = (name: string, spec: object) => ({
      apiVersion: 'wxdi/v1',
      kind: 'Job',
      metadata: { name },
      spec,
    });
    const documents = [
      document('New', {
        type: 'notebook',
        description: '${env.HOME}',
        parameters: [{ name: 'a', value: 1 }],
      }),
      document('Whole', { schedule: '0 7 * * *', environmentVariables: [{ name: 'A', value: '2' }] }),
      document('Job 0001', {}),
      document('Job 0002', { flow: { id: 'other' } }),
    ];
    const { out } = await wxdi(
      ['plan', '-f', '-', '--owner', 'me', '--prune', '-o', 'json'],
      JSON.stringify(documents),
    );
    const plan = JSON.parse(out) as { counts: object };
    expect(plan.counts).toMatchObject({ create: 1, update: 1, unchanged: 1, refused: 1 });
    expect(faults('plan', plan)).toEqual([]);
  });

  test('errors is that of every error on stderr', async () => {
    const all = await Promise.all(
      [
        ['job', 'get', 'nope'],
        ['job', 'get', '0191d1a0-7b1e-7000-8000-0000000000aa'],
        ['job', 'list', '--limit', 'x'],
        ['job', 'create', '--name', 'Whole', '--asset', 'a'],
        ['job', 'list', '--url', 'http://127.0.0.1:1', '--max-retries', '0'],
        ['job', 'get', 'nope', '--debug'],
        ['api', 'GET', '/v2/nope'],
      ].map((argv) => wxdi([...argv, '-o', 'json'])),
    );
    const errors = all.flatMap(({ err }) =>
      err
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { level: string })
        .filter(({ level }) => level === 'error'),
    );
    expect(errors).toHaveLength(all.length);
    expect(errors.flatMap((error) => faults('error', error))).toEqual([]);
  });

  test.each(Object.keys(schemas))('%s is printed, and is a file of the package', async (name) => {
    const { code, out } = await wxdi(['schema', name]);
    expect([code, JSON.parse(out)]).toEqual([0, schemas[name as keyof typeof schemas]]);
    expect(await readFile(new URL(`../../dist/schema/${name}.json`, import.meta.url), 'utf8')).toBe(out);
    expect(ajv.validateSchema(JSON.parse(out) as JsonObject)).toBe(true);
    expect(parse((await wxdi(['schema', name, '-o', 'yaml'])).out)).toEqual(JSON.parse(out));
  });

  test('anything else is an error with the nearest one', async () => {
    const { code, err } = await wxdi(['schema', 'jbo']);
    expect([code, err]).toEqual([
      2,
      'error: no schema "jbo"; use file, job, run, error, plan, report; did you mean job?\n',
    ]);
  });
});

/** A document, and one of its parts replaced or renamed. */
const spec = {
  flow: { id: 'a' },
  type: 't',
  description: null,
  parameters: [{ name: 'p', value: { a: [1] } }],
  parameterSets: [{ name: 's', ref: 'r', valueSet: 'v', values: [{ name: 'x', value: 1 }] }],
  schedule: '0 6 * * *',
  scheduleWindow: { startsAt: '2027-01-01', endsAt: null, repeat: true },
  retention: { days: 1 },
  notifications: { success: true, warning: false, failure: true },
  configuration: { a: { b: null } },
  environment: 'e',
  environmentVariables: [{ name: 'A', value: '1' }],
  warnLimit: 1,
};
const base = { apiVersion: 'wxdi/v1', kind: 'Job', metadata: { name: 'J', id: 'i' }, spec };

type Change = (value: unknown, path: string) => unknown;
const changed = (value: unknown, path: string, change: Change): unknown => {
  const here = change(value, path);
  if (here !== value) return here;
  if (Array.isArray(value)) return value.map((item, i) => changed(item, `${path}/${i}`, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, changed(part, `${path}/${name}`, change)]),
  );
};
const paths: string[] = [];
changed(base, '', (value, path) => {
  paths.push(path);
  return value;
});

describe('the schema of job files agrees with the rules', () => {
  test('about a whole document, and a list of them', () => {
    expect([jobDocumentIssues(base), faults('file', base), faults('file', [base, base])]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('about any wrong value or key, apart from null, which an overlay may have', () => {
    const wrong = ['', 'x', 1, -1, 1.5, true, [], {}, [1], { x: 1 }];
    for (const [at, value] of paths.slice(1).flatMap((path) => wrong.map((one) => [path, one] as const))) {
      const other = changed(base, '', (own, path) => (path === at ? value : own));
      const issues = jobDocumentIssues(other).filter(
        ({ expected }) => value === '' || !/cron|existing time/.test(expected),
      );
      expect([at, value, faults('file', other).length > 0]).toEqual([at, value, issues.length > 0]);
    }
  });

  test('a reference may be anywhere in a text, and in place of a number', () => {
    const written = {
      ...base,
      spec: {
        ...spec,
        warnLimit: '${var.limit}',
        retention: { days: '${env.DAYS:-7}' },
        description: 'a ${file:x}',
      },
    };
    expect(faults('file', written)).toEqual([]);
  });
});
