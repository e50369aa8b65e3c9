import { describe, expect, test } from 'vitest';
import { aJob, fakeClient, jobId } from './fakes/client.js';
import { run } from './fakes/context.js';

describe('the calls of the sdk for', () => {
  test('creating a job', async () => {
    const client = fakeClient();
    const files = { 'c.yaml': 'retries: 2\nnested:\n  on: true\n' };
    const argv =
      'job create --name N --asset A --description D --param a=1 --param b:=2 --param set.c=x=y --env K=V=W --notify failure,SUCCESS --retention-runs 5 --param-set PS --starts 2026-12-01T06:00:00+01:00'.split(
        ' ',
      );
    const ended = await run([...argv, '--schedule', '0 6 * * *', '--configuration', '@c.yaml'], {
      client,
      files,
    });
    expect(ended.code).toBe(0);
    expect(client.calls).toEqual([
      [
        'jobs.create',
        {
          name: 'N',
          assetId: 'A',
          description: 'D',
          parameters: [
            { name: 'a', value: '1' },
            { name: 'b', value: 2 },
            { name: 'set.c', value: 'x=y' },
          ],
          environment: [{ name: 'K', value: 'V=W' }],
          parameterSets: [{ name: 'PS' }],
          schedule: '0 6 * * *',
          scheduleWindow: { startsAt: '2026-12-01T05:00:00.000Z' },
          retention: { runs: 5 },
          notifications: { success: true, warning: false, failure: true },
          configuration: { retries: 2, nested: { on: true } },
        },
      ],
    ]);
  });

  test('updating members of a configuration keeps the others', async () => {
    const client = fakeClient({ jobPages: [[aJob({ configuration: { a: 1, b: 1 } })]] });
    await run(['job', 'update', jobId, '--configuration', '-'], { client, stdin: '{"b": 2}' });
    expect(client.calls.at(-1)).toEqual(['jobs.update', jobId, { configuration: { a: 1, b: 2 } }]);
  });

  test('starting a run', async () => {
    const client = fakeClient();
    await run(['job', 'start', jobId, '--name', 'R', '--param', 'region=apac', '--env', 'A=B'], { client });
    const draft = {
      name: 'R',
      parameters: [{ name: 'region', value: 'apac' }],
      environment: [{ name: 'A', value: 'B' }],
    };
    expect(client.calls).toEqual([['jobs.start', jobId, draft]]);
  });

  test('waiting', async () => {
    const client = fakeClient();
    const flags = ['--wait', '--for', 'running,paused', '--interval', '2s'];
    await run(['job', 'start', jobId, ...flags], { client });
    expect(client.calls.at(-1)?.[3]).toMatchObject({
      until: ['Running', 'Paused'],
      poll: { firstMs: 2_000, factor: 1, capMs: 2_000 },
      justStarted: true,
      logs: false,
    });
  });

  test('listing runs by state, in upper or lower case', async () => {
    const client = fakeClient();
    await run(['run', 'list', jobId, '--state', 'running,COMPLETED'], { client });
    expect(client.calls[0]).toEqual(['runs.list', jobId, ['Running', 'Completed']]);
  });
});

test('each request is printed on stderr with -v only', async () => {
  for (const [flags, told] of [
    [[], 0],
    [['-v'], 1],
    [['-v', '-o', 'jsonl'], 1],
  ] as const) {
    const { err } = await run(['job', 'list', ...flags], {
      connect: (options) => {
        const attempt = { method: 'GET', path: '/v2/jobs', query: '?limit=9', attempt: 1, durationMs: 12 };
        options.onAttempt?.({ ...attempt, status: 200 });
        return Promise.resolve(fakeClient());
      },
    });
    expect(err.split('GET /v2/jobs?limit=9 → 200 (12 ms)').length - 1).toBe(told);
  }
});
