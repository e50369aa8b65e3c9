import type { Job, Secret } from '@wxdi/sdk';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { files as realFiles } from '../src/process/files.js';
import { aJob, fakeClient, jobId } from './fakes/client.js';
import { run, start } from './fakes/context.js';

const account = 90071992547409931n;

/** The draft or the overrides that a command sends, with the text of `@f`. */
const sentBy = async (argv: readonly string[], text: string): Promise<Record<string, unknown>> => {
  const client = fakeClient();
  const { code, err } = await run(argv, { client, files: { f: text } });
  expect([code, err]).toEqual([0, expect.not.stringContaining('error')]);
  return client.calls.at(-1)?.at(-1) as Record<string, unknown>;
};

const fromFile = ['job', 'start', jobId, '--param-file', 'f'];
const fromConfiguration = ['job', 'start', jobId, '--configuration', '@f'];

describe('a YAML value is a number or boolean only if it prints back as it was written', () => {
  test.each<[string, unknown]>([
    ['01234', '01234'],
    ['1.20', '1.20'],
    ['1.10', '1.10'],
    ['1e3', '1e3'],
    ['0x1F', '0x1F'],
    ['+5', '+5'],
    ['True', 'True'],
    ['NO', 'NO'],
    ['12:30:45', '12:30:45'],
    ['2026-11-28', '2026-11-28'],
    ['1_000', '1_000'],
    ['"5"', '5'],
    ['!!str 5', '5'],
    ['5', 5],
    ['-1.5', -1.5],
    ['1.0e-7', 1e-7],
    ['1e-7', 1e-7],
    ['!!int 5', 5],
    ['true', true],
    ['~', null],
    ['90071992547409931', account],
    ['[1.0, 2]', ['1.0', 2]],
  ])('%s is read as %s', async (text, value) => {
    const { configuration } = await sentBy(fromConfiguration, `a: ${text}\n007: x\n`);
    expect(configuration).toEqual({ a: value, '007': 'x' });
  });

  test('merge keys are merged', async () => {
    const { configuration } = await sentBy(fromConfiguration, 'b: &b {x: 1}\nc:\n  <<: *b\n  y: 2\n');
    expect(configuration).toEqual({ b: { x: 1 }, c: { x: 1, y: 2 } });
  });

  test.each([
    ['a: .nan', 'line 1, column 4: a number must be finite'],
    ['a: 1\nb: -.inf', 'line 2, column 4: a number must be finite'],
    ['a: !vault |\n  secret', 'line 1, column 11: the tag !vault is not supported'],
    ['a: 1\nb: !!binary aGk=', 'line 2, column 13: the tag tag:yaml.org,2002:binary is not supported'],
    ['a: 1\nb: 1\na: 2', 'line 3, column 1: duplicate key'],
    ['{"a": 1,\n "b": never}', 'line 2, column 8: Unexpected token'],
    ['{"a": 1,\n}', 'line 2, column 1: Expected double-quoted property name'],
    ['[1,\n {"a": [2}]', 'line 2, column 10: Expected'],
    ['{"a": [1, 2', 'line 1, column 12: Expected'],
    ['{"a": {"b": "{"},\n "c": 1,\n "\\u0061" : "}"}', 'f, line 3, column 2: the key "a" appears twice'],
    ['{"c": [{"a": 1}, {"a": 1, "a": 2}]}', 'line 1, column 27: the key "a" appears twice'],
  ])('%j is refused', async (text, message) => {
    const client = fakeClient();
    const { code, out, err } = await run(fromConfiguration, { client, files: { f: text } });
    expect([code, out, client.calls]).toEqual([2, '', []]);
    expect(err).toContain(message);
    expect(err).not.toContain('secret');
  });

  test('settings are text as written', async () => {
    const started = start(['job', 'list'], {
      env: {
        HOME: '/home/me',
        WXDI_URL: 'https://cpd.example.com',
        WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
      },
      files: {
        '/home/me/.config/wxdi/config.yaml':
          'profile: a\nprofiles:\n  a: {auth_type: cp4d, username: 007, password: 0042}\n',
      },
      client: fakeClient(),
    });
    expect([await started.code, started.err()]).toEqual([0, '']);
    const auth = started.connected[0]?.auth as { username: string; password: Secret };
    expect([auth.username, auth.password.expose()]).toEqual(['007', '0042']);
  });
});

describe('a parameter file', () => {
  test.each<[string, readonly object[]]>([
    [
      'a=1\n# note\n\n f = 6 \nb=x = y\n',
      [
        { name: 'a', value: '1' },
        { name: 'f', value: '6' },
        { name: 'b', value: 'x = y' },
      ],
    ],
    ['[{"name":"a","value":90071992547409931}]', [{ name: 'a', value: account }]],
    ['- {name: zip, value: 01234}', [{ name: 'zip', value: '01234' }]],
    ['a: x=y', [{ name: 'a', value: 'x=y' }]],
  ])('%j gives its parameters', async (text, parameters) => {
    expect((await sentBy(fromFile, text))['parameters']).toEqual(parameters);
  });

  test.each([
    ['a=1\nb=2\na=3', '--param-file f, line 3: "a" is set twice'],
    ['a=1\n\nnever-shown', '--param-file f, line 3: expected name=value'],
    ['{"a": 1,\n "a": 2}', '--param-file f, line 2, column 2: the key "a" appears twice'],
    ['[{"name":"a","value":1},{"name":"a","value":2}]', '--param-file f, item 2: "a" is set twice'],
    ['[1]', 'must contain an object, a list of names and values, or lines name=value'],
  ])('%j is refused', async (text, message) => {
    const client = fakeClient();
    const { code, err } = await run(fromFile, { client, files: { f: text } });
    expect([code, client.calls]).toEqual([2, []]);
    expect(err).toContain(message);
    expect(err).not.toContain('never-shown');
  });
});

describe('integers beyond 2^53 keep their digits', () => {
  const job = aJob({ configuration: { account }, parameters: [{ name: 'account', value: account }] });

  test.each([
    [['-o', 'json'], '"account": 90071992547409931'],
    [['-o', 'jsonl'], '"account":90071992547409931'],
    [['-o', 'yaml'], 'account: 90071992547409931'],
    [['-o', 'json', '--query', 'configuration.account'], '90071992547409931'],
    [['-o', 'table'], 'account=90071992547409931'],
  ])('in %s', async (flags, text) => {
    const { code, out } = await run(['job', 'get', jobId, ...flags], {
      client: fakeClient({ jobPages: [[job]] }),
    });
    expect([code, out]).toEqual([0, expect.stringContaining(text)]);
  });

  test('in --param k:=json', async () => {
    const { parameters } = await sentBy(['job', 'start', jobId, '--param', 'a:=90071992547409931'], '');
    expect(parameters).toEqual([{ name: 'a', value: account }]);
  });
});

test('JSON has a key once in --param k:=json and in a job file', async () => {
  const client = fakeClient();
  const typed = await run(['job', 'start', jobId, '--param', 'a:={"b":1,"b":2}'], { client });
  expect([typed.code, typed.err]).toEqual([2, expect.stringContaining('--param a:= has the key "b" twice')]);
  const file = '{"name": "a",\n "name": "b"}';
  const update = await run(['job', 'update', jobId, '-f', 'f'], { client, files: { f: file } });
  expect([update.code, update.err]).toEqual([
    2,
    expect.stringContaining('--file f, line 2, column 2: the key'),
  ]);
  const nested = '{"a": {"name": 1}, "name": {"a": "\\"a\\":"}, "b": [{"a": 1}, {"a": 1}]}';
  const { configuration } = await sentBy(fromConfiguration, nested);
  expect(configuration).toEqual(JSON.parse(nested));
  expect(client.calls).toEqual([]);
});

const scalars = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'NO',
    'off',
    'y',
    '12:30:45',
    '2026-11-28',
    '1_000',
    '=',
    '<<',
    '007',
    '1.20',
    '0x1F',
    '~',
    '',
  ),
  // A number beyond 2^53 is read as the integer that its digits are.
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isInteger(value) || (Number.isSafeInteger(value) && !Object.is(value, -0))),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
  fc.boolean(),
);
const jobs: fc.Arbitrary<Job> = fc
  .record({
    configuration: fc.dictionary(fc.string(), fc.oneof(scalars, fc.array(scalars))),
    parameters: fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1 }), value: scalars }), {
      selector: ({ name }) => name,
    }),
    description: fc.string({ minLength: 1 }),
  })
  .map((members) => aJob(members));

test.each(['yaml', 'json'])('job create -f reads the job that job get -o %s prints', async (form) => {
  await fc.assert(
    fc.asyncProperty(jobs, async (job) => {
      const { out } = await run(['job', 'get', jobId, '-o', form], {
        client: fakeClient({ jobPages: [[job]] }),
      });
      const { name, description, configuration, parameters } = job;
      const draft = await sentBy(['job', 'create', '-f', 'f'], out);
      expect(draft).toMatchObject({ name, description, configuration: { ...configuration }, parameters });
    }),
  );
});

describe('a file that is not UTF-8 is refused with the way to convert it', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wxdi-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    [Buffer.from('name: Größe', 'latin1'), 'if it is ISO-8859-1, convert it: iconv -f ISO-8859-1 -t UTF-8'],
    [Buffer.from('\ufeffname: x', 'utf16le'), 'if it is UTF-16, convert it: iconv -f UTF-16 -t UTF-8'],
  ])('%s', async (bytes, message) => {
    const path = join(folder, 'file');
    await writeFile(path, bytes);
    await expect(realFiles.readFile(path)).rejects.toThrow(message);
    await expect(realFiles.readIfThere(path)).rejects.toThrow(message);
  });

  test('a byte order mark is removed', async () => {
    const path = join(folder, 'marked');
    await writeFile(path, '\ufeffa: 1');
    expect(await realFiles.readFile(path)).toBe('a: 1');
  });
});
