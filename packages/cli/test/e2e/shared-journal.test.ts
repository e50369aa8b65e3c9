import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type TestPostgres } from '@wxdi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start } from './cli.js';
import { startService, type Service } from './service.js';

let service: Service;
let postgres: TestPostgres;
let job: string;
beforeAll(async () => {
  service = await startService({ jobs: [{ name: 'Nightly', assetRef: 'flow' }] });
  postgres = await startPostgres();
  job = service.simulator.inspect().jobs[0]?.id ?? '';
}, 120_000);
afterAll(async () => {
  await service.close();
  await postgres.close();
});

/** A machine of its own: nothing is shared but the database. */
const onMachine = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const home = await mkdtemp(join(tmpdir(), 'wxdi-machine-'));
  return await start(args, { ...service.env, HOME: home, ...env }).ended;
};
const shared = () => ({ WXDI_JOURNAL_URL: postgres.urlOf('postgres') });

describe('machines that share a journal in PostgreSQL', () => {
  test('are told to create its tables, and nothing is sent before', async () => {
    const { code, err } = await onMachine(['job', 'start', job, '--key', 'k'], shared());
    expect([code, service.starts()]).toEqual([6, []]);
    expect(err).toContain('create them with `wxdi journal migrate`');
    expect(await onMachine(['journal', 'migrate', '-o', 'json'], shared())).toMatchObject({
      code: 0,
      out: '{\n  "from": 0,\n  "to": 2\n}\n',
    });
  });

  test('start a run once for a key, although all of them start it at once', async () => {
    const file = join(service.home, 'url');
    await writeFile(file, `${postgres.urlOf('postgres')}\n`);
    const starts = Array.from({ length: 4 }, () =>
      onMachine(['job', 'start', job, '--key', 'close', '-o', 'name'], { WXDI_JOURNAL_URL_FILE: file }),
    );
    const ended = await Promise.all(starts);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(new Set(ended.map(({ out }) => out)).size).toBe(1);
    expect(service.starts()).toHaveLength(1);
  });

  test('can be given the database by a flag, but not its password', async () => {
    const args = ['job', 'start', job, '--key', 'flag', '-o', 'name', '--journal'];
    const withPassword = await onMachine([...args, postgres.urlOf('postgres')], {});
    expect([withPassword.code, withPassword.err]).toEqual([
      2,
      expect.stringContaining('the URL of --journal has a password'),
    ]);
    const { username, password, host, pathname } = new URL(postgres.urlOf('postgres'));
    const url = `postgres://${username}@${host}${pathname}`;
    const before = service.starts().length;
    const started = await Promise.all([1, 2].map(() => onMachine([...args, url], { PGPASSWORD: password })));
    expect(started.map(({ code }) => code)).toEqual([0, 0]);
    expect(service.starts()).toHaveLength(before + 1);
  });

  test('send nothing without the database, and print no password', async () => {
    const before = service.starts().length;
    const { code, err } = await onMachine(['job', 'start', job, '--key', 'later'], {
      WXDI_JOURNAL_URL: 'postgres://wxdi:hunter2@127.0.0.1:1/jobs',
    });
    expect([code, service.starts().length]).toEqual([6, before]);
    expect(err).toContain('PostgreSQL at 127.0.0.1:1/jobs: connect ECONNREFUSED');
    expect(err).toContain('check the database, and --journal, WXDI_JOURNAL_URL');
    expect(err).not.toContain('hunter2');
  });

  test.each([
    [
      'of something else',
      { WXDI_JOURNAL_URL: 'https://wxdi:hunter2@db.example.com' },
      'must have the form postgres://',
    ],
    [
      'in a file that is not there',
      { WXDI_JOURNAL_URL_FILE: '/none' },
      'WXDI_JOURNAL_URL_FILE cannot be read',
    ],
    ['that is set twice', { WXDI_JOURNAL_URL: 'postgres://h/d', WXDI_JOURNAL_URL_FILE: '/none' }, 'not both'],
  ])('with a URL %s are told so: exit 2', async (_, env, message) => {
    const { code, err } = await onMachine(['job', 'start', job], env);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain('hunter2');
  });

  test('a dry run records nothing', async () => {
    expect(await onMachine(['job', 'start', job, '--key', 'dry', '-n'], shared())).toMatchObject({ code: 0 });
    const { err } = await onMachine(['job', 'start', job, '--key', 'dry', '-o', 'name'], shared());
    expect(err).toContain('started run');
  });
});
