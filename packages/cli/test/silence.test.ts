import { describe, expect, test } from 'vitest';
import { createClient } from '@wxdi/sdk';
import { aJob, jobId } from './fakes/client.js';
import { run } from './fakes/context.js';
import { answer, virtualWorld } from './fakes/virtual-time.js';

const { name } = aJob();
const wireJob = {
  metadata: { asset_id: jobId, name },
  entity: { job: { asset_ref_type: 'data_intg_flow', configuration: {} } },
};
const healthy = ({ url }: { readonly url: URL }) =>
  answer(200, url.pathname === '/v2/jobs' ? { results: [wireJob], total_rows: 1 } : wireJob);

describe('a service that does not respond is reported', () => {
  const slow = (ms: readonly number[], more: readonly string[] = []) => {
    let calls = 0;
    const made = virtualWorld(healthy);
    const network = made.world.network;
    const connect: NonNullable<typeof made.world.connect> = async (options) =>
      createClient({
        transport: async (request) => {
          await made.clock.sleep(ms[calls++] ?? 0, new AbortController().signal)();
          return await network!(request);
        },
        ...options,
        clock: made.clock,
      });
    return run(['job', 'get', name, ...more], { ...made.world, connect });
  };

  test('after 2 s, and again when it responds', async () => {
    const ended = await slow([7_000]);
    expect(ended.code).toBe(0);
    expect(ended.err).toBe(
      'no response from wxdi.example.com for 2s; waiting\nwxdi.example.com responded after 7s\n',
    );
  });

  test('as JSON lines with json', async () => {
    const ended = await slow([7_000], ['-o', 'json']);
    expect(
      ended.err
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { level: 'info', message: 'no response from wxdi.example.com for 2s; waiting' },
      { level: 'info', message: 'wxdi.example.com responded after 7s' },
    ]);
  });

  test('once, however long the silence and its retries last', async () => {
    let calls = 0;
    const { clock, world } = virtualWorld((request) => (calls++ < 3 ? 'hangs' : healthy(request)));
    const ended = await run(['job', 'get', jobId, '--timeout', '1h'], world);
    expect(ended.code).toBe(124);
    expect(ended.err.match(/no response/g)).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });

  test.each([
    [
      { failure: 'no-connection', message: 'connection refused' } as const,
      'cannot reach wxdi.example.com (connection refused); retrying in 2s',
    ],
    [answer(503, {}), 'wxdi.example.com answered 503; retrying in 2s'],
    [answer(429, {}, { 'retry-after': '20' }), 'wxdi.example.com answered 429; retrying in 20s'],
  ])('while its requests fail at once and are sent again: %j', async (failure, reported) => {
    let calls = 0;
    const { world } = virtualWorld((request) => (calls++ < 4 ? failure : healthy(request)));
    const ended = await run(['job', 'get', jobId, '--max-retries', '9'], world);
    expect(ended.code).toBe(0);
    expect(ended.err.split('\n')).toEqual([
      reported,
      expect.stringMatching(/^wxdi\.example\.com responded after \S+/),
      '',
    ]);
  });

  test('not after the command has failed', async () => {
    const { clock, world } = virtualWorld(() => ({
      failure: 'no-connection',
      message: 'connection refused',
    }));
    const ended = await run(['job', 'get', jobId, '--max-retries', '0'], world);
    expect([ended.code, ended.err.match(/cannot reach|no response/)]).toEqual([6, null]);
    expect(clock.pending()).toBe(0);
  });

  test('of the escape hatch and of the diagnosis too', async () => {
    for (const words of [['api', 'GET', '/v2/jobs'], ['doctor']]) {
      const { clock, world } = virtualWorld(healthy);
      const network: NonNullable<typeof world.network> = async (request) => {
        await clock.sleep(7_000, new AbortController().signal)();
        return healthy(request);
      };
      const { err } = await run(words, { ...world, network });
      expect(err).toContain('no response from wxdi.example.com for 2s; waiting\n');
    }
  });

  test.each([
    ['a quick service', [1_900], []],
    ['--quiet', [7_000], ['-q']],
  ] as const)('not with %s', async (_what, ms, more) => {
    expect((await slow(ms, more)).err).toBe('');
  });
});
