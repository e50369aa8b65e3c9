import { describe, expect, test, vi } from 'vitest';
import { aRun, fakeClient, jobId, resultOf, runId } from './fakes/client.js';
import { start, type Started } from './fakes/context.js';
import { anError } from './fakes/errors.js';

const waiting = (flags: readonly string[] = []) => {
  const client = fakeClient({
    events: [{ type: 'state', run: aRun({ state: 'Running' }) }],
    neverEnds: true,
  });
  return { client, started: start(['run', 'wait', jobId, runId, ...flags], { client }) };
};
/** Resolves when stderr contains the text. */
const said = (started: Started, text: string): Promise<void> =>
  vi.waitFor(() => {
    expect(started.err()).toContain(text);
  }, 5_000);

describe('the first signal during a wait', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s detaches, prints how to continue, and is exit %i', async (name, code) => {
    const { client, started } = waiting();
    await said(started, 'Running');
    started.signal(name);
    expect(await started.code).toBe(code);
    expect(started.out()).toBe('');
    expect(started.err()).toContain('the run continues');
    expect(started.err()).toContain(`wxdi run wait ${jobId} ${runId}`);
    expect(started.err()).toContain(`wxdi run cancel ${jobId} ${runId}`);
    expect(client.calls.map(([call]) => call)).not.toContain('runs.cancel');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s cancels the run first with --on-interrupt cancel', async (name, code) => {
    const { client, started } = waiting(['--on-interrupt', 'cancel']);
    await said(started, 'Running');
    started.signal(name);
    expect(await started.code).toBe(code);
    expect(client.calls.at(-1)).toEqual(['runs.cancel', jobId, runId]);
  });

  test('waits at most 10 s for the service to accept the cancellation', async () => {
    const { client, started } = waiting(['--on-interrupt', 'cancel']);
    let options: unknown;
    client.runs.cancel = async (_job: string, _run: string, given?: object) => {
      options = given;
      return { run: aRun({ state: 'Canceling' }), alreadyFinished: false };
    };
    await said(started, 'Running');
    started.signal('SIGTERM');
    expect(await started.code).toBe(143);
    expect(options).toEqual({ timeoutMs: 10_000, isActive: true });
  });

  test('decides the exit code even if the run ends before the cancel is accepted', async () => {
    const { client, started } = waiting(['--on-interrupt', 'cancel']);
    const canceled = aRun({ state: 'Canceled' });
    let cancelled = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    client.runs.follow = async function* () {
      yield { type: 'state', run: aRun({ state: 'Running' }) };
      await asked;
      yield* resultOf(canceled);
    };
    client.runs.cancel = async () => {
      cancelled();
      await said(started, 'Canceled');
      return { run: canceled, alreadyFinished: false };
    };
    await said(started, 'Running');
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
    expect(started.err()).toContain('the run is Canceled');
  });

  test.each([
    [anError('Refused'), 'canceling failed (a Refused)'],
    [
      anError('OutcomeUnknown', { outcome: 'unknown' }),
      'it is unknown whether the run was canceled (a Outcome',
    ],
  ])('prints what is known if the cancel failed: %s', async (error, words) => {
    const { client, started } = waiting(['--on-interrupt', 'cancel']);
    client.runs.cancel = () => Promise.reject(error);
    await said(started, 'Running');
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
    expect(started.err()).toContain(words);
    expect(started.err()).toContain(`wxdi run cancel ${jobId} ${runId}`);
  });

  test('is followed by a second signal that exits at once', async () => {
    const { client, started } = waiting(['--on-interrupt', 'cancel']);
    client.runs.cancel = () => new Promise(() => undefined);
    await said(started, 'Running');
    started.signal('SIGINT');
    await said(started, 'Ctrl-C again to exit at once');
    expect(started.exits).toEqual([]);
    started.signal('SIGINT');
    expect(started.exits).toEqual([130]);
  });
});

describe('a signal is reported in JSON', () => {
  const signals = [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const;

  test.each(signals)('as the last line of a wait: %s', async (name, code) => {
    const { client, started } = waiting(['-o', 'jsonl']);
    client.runs.follow = async function* (_job, _run, options) {
      yield { type: 'state', run: aRun({ state: 'Running' }) };
      await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
      throw anError('Aborted', { outcome: 'not-sent' });
    };
    await said(started, 'Running');
    started.signal(name);
    expect(await started.code).toBe(code);
    expect(JSON.parse(started.out().trim().split('\n').at(-1) ?? '')).toMatchObject({
      type: 'error',
      kind: 'Aborted',
      exitCode: code,
    });
  });

  test.each(signals)('with the key, if it is unknown whether a run was started: %s', async (name, code) => {
    const client = fakeClient();
    let isStarting = false;
    client.jobs.start = (_job, _draft, options) =>
      new Promise((_resolve, reject) => {
        isStarting = true;
        options?.signal?.addEventListener('abort', () =>
          reject(anError('OutcomeUnknown', { outcome: 'unknown', key: 'k-1' })),
        );
      });
    const started = start(['job', 'start', jobId, '-o', 'json'], { client });
    await vi.waitFor(() => {
      expect(isStarting).toBe(true);
    });
    started.signal(name);
    expect(await started.code).toBe(code);
    expect(started.out()).toBe('');
    expect(JSON.parse(started.err().trim().split('\n').at(-1) ?? '')).toMatchObject({
      kind: 'OutcomeUnknown',
      outcome: 'unknown',
      key: 'k-1',
      exitCode: code,
    });
  });
});
