import type { HttpRequest } from '@wxdi/sdk';
import type { Answer } from './fakes/virtual-time.js';
import { describe, expect, test } from 'vitest';
import { jobId, runId } from './fakes/client.js';
import { configured, run, start } from './fakes/context.js';
import { answer, virtualWorld } from './fakes/virtual-time.js';

const limitMs = 5_000;
const withApiKey = { ...configured, WXDI_BEARER_TOKEN: '', WXDI_APIKEY: 'an-api-key' };

const jobPath = `/v2/jobs/${jobId}`;
const runPath = `${jobPath}/runs/${runId}`;

const wireJob = (type = 'streamsets_flow') => ({
  metadata: { asset_id: jobId, name: 'Load' },
  entity: { job: { asset_ref_type: type, configuration: {} } },
});
const wireRun = (state: string) => ({
  metadata: { asset_id: runId, name: 'job run' },
  entity: { job_run: { job_ref: jobId, state } },
});

/** A service with one job and one run, which never ends. */
const healthy = ({ method, url: { pathname: path } }: HttpRequest): Answer => {
  if (path === '/identity/token') return answer(200, { access_token: 'token', expires_in: 3_600 });
  if (path === '/v2/jobs') return answer(200, { results: [wireJob()], total_rows: 1 });
  if (path === `${jobPath}/runs`)
    return method === 'POST'
      ? answer(201, wireRun('Starting'))
      : answer(200, { results: [wireRun('Running')] });
  if (path === `${runPath}/logs`) return answer(200, { results: ['a line'], total_count: 1 });
  if (path.startsWith(runPath)) return answer(200, wireRun('Running'));
  return method === 'DELETE' ? answer(204, {}) : answer(200, wireJob());
};

type Fault = (request: HttpRequest) => Answer | undefined;
const on =
  (method: string, path: RegExp, given: Answer): Fault =>
  (request) =>
    request.method === method && path.test(request.url.pathname) ? given : undefined;

const isRun = new RegExp(`/runs/${runId}$`);
const isJob = new RegExp(`^${jobPath}$`);

const faults = {
  'the token service hangs': on('POST', /^\/identity\/token$/, 'hangs'),
  'the token service fails': on('POST', /^\/identity\/token$/, answer(503, {})),
  'the look-up of the name hangs': on('GET', /^\/v2\/jobs$/, 'hangs'),
  'the look-up asks to retry later': on('GET', /^\/v2\/jobs$/, answer(429, {}, { 'retry-after': '60' })),
  'the read of the run hangs': on('GET', isRun, 'hangs'),
  'the read of the run fails': on('GET', isRun, answer(503, {})),
  'the read of the run asks to retry later': on('GET', isRun, answer(503, {}, { 'retry-after': '60' })),
  'the read of the job hangs': on('GET', isJob, 'hangs'),
  'the log hangs': on('GET', /\/logs$/, 'hangs'),
  'the log fails': on('GET', /\/logs$/, answer(503, {}, { 'retry-after': '60' })),
  'nothing hangs, but the run continues': () => undefined,
  'the start hangs': on('POST', /\/runs$/, 'hangs'),
  'the start is throttled': on('POST', /\/runs$/, answer(429, {}, { 'retry-after': '60' })),
  'the cancellation hangs': on('POST', /\/cancel$/, 'hangs'),
  'the change hangs': on('PATCH', isJob, 'hangs'),
  'the deletion hangs': on('DELETE', isJob, 'hangs'),
  'the deletion is throttled': on('DELETE', isJob, answer(429, {}, { 'retry-after': '60' })),
} as const satisfies Readonly<Record<string, Fault>>;

type FaultName = keyof typeof faults;
const always: readonly FaultName[] = [
  'the token service hangs',
  'the token service fails',
  'the look-up of the name hangs',
  'the look-up asks to retry later',
];
const reads: readonly FaultName[] = [
  'the read of the run hangs',
  'the read of the run fails',
  'the read of the run asks to retry later',
];
const runContinues = 'nothing hangs, but the run continues';
const logs: readonly FaultName[] = ['the log hangs', 'the log fails'];
const starts: readonly FaultName[] = ['the start is throttled'];

const commands: readonly (readonly [string, readonly string[], readonly FaultName[]])[] = [
  ['run get', ['run', 'get', 'Load', runId], reads],
  ['run wait', ['run', 'wait', 'Load', runId], [...reads, runContinues]],
  ['run wait --for', ['run', 'wait', 'Load', runId, '--for', 'paused'], [...reads, runContinues]],
  ['run watch', ['run', 'watch', 'Load', runId], [...reads, runContinues]],
  ['run logs', ['run', 'logs', 'Load', runId], logs],
  ['run logs -f', ['run', 'logs', 'Load', runId, '-f'], [...reads, ...logs, runContinues]],
  ['job start --wait', ['job', 'start', 'Load', '--wait'], [...reads, ...starts, runContinues]],
  ['job start --follow', ['job', 'start', 'Load', '--follow'], [...reads, ...logs, ...starts, runContinues]],
  [
    'run cancel --wait',
    ['run', 'cancel', 'Load', runId, '--wait'],
    [...reads, 'the cancellation hangs', runContinues],
  ],
  ['job reset-offset', ['job', 'reset-offset', 'Load'], ['the read of the job hangs', 'the change hangs']],
  ['job delete', ['job', 'delete', 'Load', '--yes'], ['the deletion hangs', 'the deletion is throttled']],
  ['job list', ['job', 'list'], []],
];
const table = commands.flatMap(([name, args, own]) =>
  [...always, ...own].map((fault) => [name, fault, args] as const),
);

describe('--timeout ends the whole command', () => {
  test.each(table)('%s: %s', async (name, fault, args) => {
    const faulty = faults[fault];
    const { clock, world, sent } = virtualWorld((request) => faulty(request) ?? healthy(request), {
      env: withApiKey,
    });
    const ended = await run([...args, '--timeout', '5s', '--max-retries', '9'], world);
    expect([ended.code, ended.err.match(/^error: .*/m)?.[0]]).toEqual([
      124,
      expect.stringMatching(/^error: timed out after 5s/),
    ]);
    expect(clock.monotonic()).toBe(limitMs);
    expect(clock.pending()).toBe(0);
    const cancels = sent.filter((line) => line.endsWith('/cancel')).length;
    if (!name.startsWith('run cancel')) expect(cancels).toBe(0);
  });

  test('with the key and exit code 9 if a start was under way', async () => {
    const { clock, world } = virtualWorld(
      (request) => faults['the start hangs'](request) ?? healthy(request),
    );
    const ended = await run(['job', 'start', jobId, '--key', 'k-1', '--timeout', '5s'], world);
    expect([ended.code, ended.out]).toEqual([9, '']);
    expect(ended.err).toContain('timed out after 5s');
    expect(ended.err).toContain('--key k-1');
    expect(clock.monotonic()).toBe(limitMs);
  });

  test('and says that a cancellation was accepted', async () => {
    const { world } = virtualWorld(healthy);
    const ended = await run(['run', 'cancel', jobId, runId, '--wait', '--timeout', '5s'], world);
    expect(ended.code).toBe(124);
    expect(ended.err).toContain(
      'error: timed out after 5s; the cancellation was accepted; the run is still active\n',
    );
  });

  test('with an unknown outcome if a deletion was under way', async () => {
    const { world } = virtualWorld((request) => faults['the deletion hangs'](request) ?? healthy(request));
    const ended = await run(['job', 'delete', jobId, '--yes', '--timeout', '5s', '-o', 'json'], world);
    expect(JSON.parse(ended.err.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      kind: 'DeadlineExceeded',
      message: `timed out after 5s; job ${jobId} may have been deleted`,
      outcome: 'unknown',
      exitCode: 124,
      hint: `wxdi job get ${jobId}`,
    });
  });

  test('while the command of a profile prints no API key, and ends that command', async () => {
    const { clock, world } = virtualWorld(healthy);
    let killed = false;
    // Files are read in real time.
    const proceed = clock.hold();
    const execute = (_line: string, signal?: AbortSignal) =>
      new Promise<{ code: undefined; stdout: string }>((resolve) => {
        proceed();
        signal?.addEventListener('abort', () => {
          killed = true;
          resolve({ code: undefined, stdout: '' });
        });
      });
    const config = 'profiles:\n  slow:\n    apikey_command: sleep 100\n';
    const ended = await run(['job', 'list', '--profile', 'slow', '--timeout', '5s'], {
      ...world,
      execute,
      env: {
        WXDI_URL: configured.WXDI_URL,
        WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
        HOME: '/home/ada',
      },
      files: { '/home/ada/.config/wxdi/config.yaml': config },
    });
    expect([ended.code, killed]).toEqual([124, true]);
    expect(ended.err).toMatch(/^error: timed out after 5s$/m);
    expect(clock.monotonic()).toBe(limitMs);
  });

  test('100 ms after the limit, if its work does not react', async () => {
    const { clock, world } = virtualWorld(healthy);
    const ended = await run(['job', 'delete', jobId, '--timeout', '5s'], {
      ...world,
      terminal: true,
      ask: () => new Promise(() => undefined),
    });
    expect(ended.code).toBe(124);
    expect(clock.monotonic()).toBe(limitMs + 100);
    expect(clock.pending()).toBe(0);
  });

  test('unless it ends before', async () => {
    const { clock, world } = virtualWorld(healthy);
    const ended = await run(['job', 'get', jobId, '--timeout', '5s'], world);
    expect([ended.code, ended.err]).toEqual([0, '']);
    expect(clock.pending()).toBe(0);
  });
});

describe('--on-timeout cancel', () => {
  const waits = [
    ['run wait', ['run', 'wait', jobId, runId]],
    ['run watch', ['run', 'watch', jobId, runId]],
    ['run logs -f', ['run', 'logs', jobId, runId, '-f']],
    ['job start --wait', ['job', 'start', jobId, '--wait']],
    ['job start --follow', ['job', 'start', jobId, '--follow']],
  ] as const;
  const line = (args: readonly string[]) => [...args, '--timeout', '5s', '--on-timeout', 'cancel'];

  test.each(waits)(
    '%s requests the cancellation, and does not wait for the end of the run',
    async (_name, args) => {
      let state = 'Running';
      const { clock, world, sent } = virtualWorld((request) => {
        if (request.url.pathname.endsWith('/cancel')) {
          state = 'Canceling';
          return answer(200, {});
        }
        return isRun.test(request.url.pathname) ? answer(200, wireRun(state)) : healthy(request);
      });
      const ended = await run(line(args), world);
      expect(ended.code).toBe(124);
      expect(sent.filter((each) => each.endsWith('/cancel'))).toHaveLength(1);
      expect(ended.err).toContain('the run is Canceling');
      expect(clock.monotonic()).toBe(limitMs);
      expect(clock.pending()).toBe(0);
    },
  );

  test('waits 10 s at most for the acceptance', async () => {
    const { clock, world } = virtualWorld(
      (request) => faults['the cancellation hangs'](request) ?? healthy(request),
    );
    const ended = await run(line(['run', 'wait', jobId, runId]), world);
    expect(ended.code).toBe(124);
    expect(ended.err).toContain('it is unknown whether the run was canceled (timed out after 10000 ms)');
    expect(clock.monotonic()).toBe(limitMs + 10_000);
    expect(clock.pending()).toBe(0);
  });

  test('leaves a run alone that ends before', async () => {
    const { world, sent } = virtualWorld((request) =>
      isRun.test(request.url.pathname) ? answer(200, wireRun('Completed')) : healthy(request),
    );
    const ended = await run(line(['run', 'wait', jobId, runId]), world);
    expect(ended.code).toBe(0);
    expect(sent.filter((each) => each.endsWith('/cancel'))).toEqual([]);
  });

  test('is exited at once by a signal while it waits for the acceptance', async () => {
    const { world } = virtualWorld(
      (request) => faults['the cancellation hangs'](request) ?? healthy(request),
    );
    const started = start(line(['run', 'wait', jobId, runId]), {
      ...world,
      onStderr: (text) => {
        if (text.includes('canceling the run')) started.signal('SIGTERM');
      },
    });
    await started.code;
    expect(started.exits).toEqual([143]);
  });
});
