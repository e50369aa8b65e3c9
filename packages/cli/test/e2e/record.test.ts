import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { start, wxdi } from './cli.js';
import { startService, type Service } from './service.js';

let service: Service;
beforeAll(async () => {
  service = await startService({
    token: 'token-of-the-recorder',
    jobs: [{ name: 'Load', runs: 2 }, { name: 'Other' }],
    faults: ['POST runs: lose-answer'],
  });
});
afterAll(() => service.close());

/** Runs a command against a replay of this file. */
const replayed = async (file: string, args: readonly string[]) => {
  const replay = start(['simulator', 'replay', file], { HOME: service.home });
  try {
    await replay.until('serving');
    const lines = replay.out().matchAll(/^export (\w+)=(\S+)$/gm);
    const env = Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
    return await wxdi(args, { ...env, HOME: join(service.home, 'other') });
  } finally {
    replay.child.kill('SIGINT');
    expect((await replay.ended).code).toBe(130);
  }
};

test.each([
  ['job list -o json'],
  ['job get Load -o json'],
  ['job get none'],
  ['job start Load --key k --wait --interval 100ms -o json'],
  ['run list Load'],
  ['run logs Load @latest'],
  ['job update Other --description new'],
  ['job delete Other --yes'],
  ['auth status'],
])('the recording of `wxdi %s` is served with the same output and exit code', async (line) => {
  const file = join(service.home, `${line.replaceAll(/\W/g, '-')}.har`);
  const args = line.split(' ');
  const first = await wxdi([...args, '--record', file], service.env);
  expect(first.err).toContain(`recorded in ${file}`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain('token-of-the-recorder');
  const second = await replayed(file, args);
  const masked = (text: string): string =>
    text
      .replaceAll(/"env_variables":\s*\[[^\]]*\]/g, '')
      .replaceAll(/(?:http:\/\/127\.0\.0\.1:\d+)/g, 'URL')
      .replaceAll(/token-of-the-recorder|replay/g, 'TOKEN');
  expect([second.code, masked(second.out)]).toEqual([first.code, masked(first.out)]);
});

test('a request that was not recorded is refused, and the nearest recorded one is named', async () => {
  const file = join(service.home, 'list.har');
  await wxdi(['job', 'list', '--record', file], service.env);
  const { code, err } = await replayed(file, ['job', 'create', '--name', 'x', '--asset', 'a']);
  expect(code).toBe(6);
  expect(err).toContain(
    'POST /v2/jobs is not in the recording; the nearest recorded request is GET /v2/jobs',
  );
});

test('a recording that is no recording, or a port in use, is exit 2', async () => {
  const none = await wxdi(['simulator', 'replay', 'none.har'], { HOME: service.home });
  expect([none.code, none.err]).toEqual([
    2,
    'error: none.har: expected a file that can be read, got ENOENT\n',
  ]);
  const file = join(service.home, 'list.har');
  const taken = await wxdi(['simulator', 'replay', file, '--port', String(service.simulator.port)], {
    HOME: service.home,
  });
  expect([taken.code, taken.err]).toEqual([
    2,
    expect.stringContaining(`port ${service.simulator.port} is in use`),
  ]);
});

test('a file that cannot be written is exit 2, and nothing is sent', async () => {
  const before = service.simulator.requests().length;
  const { code, err } = await wxdi(['job', 'list', '--record', '/proc/none/a.har'], service.env);
  expect(code).toBe(2);
  expect(err).toContain('--record /proc/none/a.har cannot be written');
  expect(service.simulator.requests()).toHaveLength(before);
});

test('a command that is killed leaves a complete recording', async () => {
  const file = join(service.home, 'killed.har');
  service.simulator.nextRun({ states: ['Running'] });
  const waiting = start(
    ['job', 'start', 'Load', '--wait', '--interval', '50ms', '--record', file],
    service.env,
  );
  await waiting.until('Running');
  const count = (): number =>
    (JSON.parse(readFileSync(file, 'utf8')) as { log: { entries: readonly unknown[] } }).log.entries.length;
  // Entries are written a little later, so that recording takes little time.
  await vi.waitFor(() => expect(count()).toBeGreaterThan(2), 30_000);
  waiting.child.kill('SIGKILL');
  await waiting.ended;
  expect(count()).toBeGreaterThan(2);
});
