import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start, wxdi, type Running } from './cli.js';

let simulator: Running;
let env: Record<string, string>;
const asset = '5f2c7a10-3a6e-4d5b-9c55-0d6f6f1c1e01';

beforeAll(async () => {
  simulator = start(['simulator', 'start', '--token', 'e2e-token', '--speed', '5', '--jobs', '230']);
  await simulator.until('WXDI_PROJECT_ID');
  env = Object.fromEntries(
    [...simulator.out().matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
});

afterAll(async () => {
  simulator.child.kill('SIGINT');
  expect((await simulator.ended).code).toBe(130);
});

const id = (result: { readonly out: string }): string => result.out.split('\t')[0] ?? '';

describe('the built command line against a running simulator', () => {
  test('the simulator prints lines that a shell can run, and nothing else', () => {
    expect(simulator.out()).toMatch(
      /^export WXDI_URL=http:\/\/127\.0\.0\.1:\d+\nexport WXDI_AUTH_TYPE=bearertoken\nexport WXDI_BEARER_TOKEN=e2e-token\nexport WXDI_PROJECT_ID=\S+\n$/,
    );
  });

  test('lists all jobs over several pages', async () => {
    const { code, out, err } = await wxdi(['job', 'list', '-o', 'jsonl'], env);
    expect([code, err]).toEqual([0, '']);
    expect(out.trimEnd().split('\n')).toHaveLength(230);
  });

  test.each([
    ['fails', 10],
    ['errors', 12],
    ['warns', 13],
    ['hangs', 124],
  ])('a run of the asset "%s" exits with %i', async (asset, code) => {
    expect((await wxdi(['job', 'create', '--name', asset, '--asset', asset], env)).code).toBe(0);
    const wait = ['--wait', '--fail-on', 'warnings', '--timeout', asset === 'hangs' ? '1s' : '10m'];
    expect((await wxdi(['job', 'start', asset, ...wait], env)).code).toBe(code);
    await wxdi(['run', 'cancel', asset, '@latest', '--wait'], env);
    expect((await wxdi(['job', 'delete', asset, '--yes'], env)).code).toBe(0);
  });

  test('creates, updates, runs, and deletes a job by name', async () => {
    const created = await wxdi(
      ['job', 'create', '--name', 'E2E', '--asset', asset, '--param', 'region=emea'],
      env,
    );
    expect(created.code).toBe(0);
    const updated = await wxdi(['job', 'update', 'E2E', '--name', 'E2E 2', '-o', 'json'], env);
    expect(JSON.parse(updated.out)).toMatchObject({ id: id(created), name: 'E2E 2' });
    const ran = await wxdi(
      ['job', 'start', 'E2E 2', '--param', 'region=apac', '--follow', '--interval', '100ms'],
      env,
    );
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('region = apac');
    expect(ran.err).toContain('Completed');
    const last = await wxdi(['run', 'get', 'E2E 2', '@latest', '-o', 'json'], env);
    expect(JSON.parse(last.out)).toMatchObject({ state: 'Completed', finished: true, jobId: id(created) });
    expect((await wxdi(['run', 'list', 'E2E 2', '--state', 'Failed'], env)).out).toBe('');
    expect((await wxdi(['run', 'logs', 'E2E 2', '@latest', '--tail', '1'], env)).out).toMatch(/Completed\n$/);
    const deleted = await wxdi(['job', 'delete', '--yes', 'E2E 2'], env);
    expect(deleted.out).toBe(`${id(created)}\n`);
    expect((await wxdi(['job', 'get', id(created)], env)).code).toBe(3);
  });

  test('starts and cancels a streaming run, and resets the offset', async () => {
    const job = id(await wxdi(['job', 'create', '--name', 'Stream', '--type', 'streamsets_flow'], env));
    const started = await wxdi(['job', 'start', job], env);
    expect(started.code).toBe(0);
    const cancelled = await wxdi(['run', 'cancel', job, '@active', '--wait', '-o', 'json'], env);
    expect(JSON.parse(cancelled.out)).toMatchObject({ state: 'Canceled', id: id(started) });
    expect((await wxdi(['run', 'wait', job, id(started)], env)).code).toBe(11);
    const again = await wxdi(['run', 'cancel', job, id(started)], env);
    expect([again.code, again.err]).toEqual([0, 'the run had already ended: Canceled\n']);
    const reset = await wxdi(['job', 'reset-offset', job, '-o', 'json'], env);
    expect([
      reset.code,
      (JSON.parse(reset.out) as { configuration: { offset?: unknown } }).configuration.offset ?? null,
    ]).toEqual([0, null]);
    expect((await wxdi(['job', 'reset-offset', 'Job 0001'], env)).code).toBe(2);
  });

  test('exits with 4 if the token is wrong, and does not print the token', async () => {
    const { code, out, err } = await wxdi(['job', 'list', '-vv'], {
      ...env,
      WXDI_BEARER_TOKEN: 'wrong-token',
    });
    expect([code, out]).toEqual([4, '']);
    expect(err).not.toContain('wrong-token');
  });

  test('stops waiting on the first Ctrl-C while the run continues', async () => {
    const job = id(await wxdi(['job', 'create', '--name', 'Long', '--type', 'streamsets_flow'], env));
    const waiting = start(['job', 'start', job, '--wait', '--interval', '100ms'], env);
    await waiting.until('Running');
    waiting.child.kill('SIGINT');
    const { code, out, err } = await waiting.ended;
    expect([code, out]).toEqual([130, '']);
    expect(err).toContain('detached: the run continues');
    expect(
      (await wxdi(['run', 'wait', job, '@active', '--timeout', '300ms', '--interval', '100ms'], env)).code,
    ).toBe(124);
    const second = start(['run', 'wait', job, '@active', '--on-interrupt', 'cancel'], env);
    await second.until('Running');
    second.child.kill('SIGINT');
    expect((await second.ended).code).toBe(130);
    expect((await wxdi(['run', 'wait', job, '@latest'], env)).code).toBe(11);
  });
});

describe('without a service', () => {
  const nowhere = {
    WXDI_URL: 'http://127.0.0.1:9',
    WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
    WXDI_BEARER_TOKEN: 'unseen-token',
  };

  test('prints one error and exits with 6', async () => {
    const { code, out, err } = await wxdi(['job', 'list', '--max-retries', '0'], nowhere);
    expect([code, out]).toEqual([6, '']);
    expect(err).toMatch(/^error: .*\n {2}at GET \/v2\/jobs\n {2}hint: .*\n$/);
  });

  test('exits with 2 for an invalid id, and for a URL that credentials must not be sent to', async () => {
    expect((await wxdi(['job', 'get', '../x'], nowhere)).code).toBe(2);
    const plain = await wxdi(['job', 'list'], { ...nowhere, WXDI_URL: 'http://example.com' });
    expect([plain.code, plain.out]).toEqual([2, '']);
  });
});

test('exits with 0 and no message when the reader of stdout closes it', async () => {
  const running = start(['job', 'list', '-o', 'json'], env);
  running.child.stdout.destroy();
  const { code, err } = await running.ended;
  expect([code, err]).toEqual([0, '']);
});
