import { describe, expect, test } from 'vitest';
import { aRun, fakeClient, jobId, resultOf, runId } from './fakes/client.js';
import { configured, run } from './fakes/context.js';
import { anError, kinds } from './fakes/errors.js';

describe('the error of the service decides the exit code', () => {
  test.each(kinds)('%s is exit %i, reported on stderr, with nothing on stdout', async (kind, code) => {
    for (const output of ['table', 'tsv', 'json', 'jsonl']) {
      const client = fakeClient({ fails: { 'jobs.get': anError(kind) } });
      const ended = await run(['job', 'get', jobId, '-o', output], { client });
      expect(ended.code).toBe(code);
      expect(ended.out).toBe('');
      if (output.startsWith('json')) {
        expect(JSON.parse(ended.err)).toMatchObject({
          kind,
          message: `a ${kind}`,
          exitCode: code,
          issues: [],
        });
      } else {
        const doubt = kind === 'OutcomeUnknown' ? 'the outcome is unknown: ' : '';
        expect(ended.err).toMatch(new RegExp(`^error: ${doubt}a ${kind}\n`));
      }
    }
  });

  test.each([501, 505])('status %i means that the service cannot do it: exit 6', async (status) => {
    const request = { operation: 'getJob', method: 'GET', path: '/v2/jobs/x', status };
    const client = fakeClient({ fails: { 'jobs.get': anError('Refused', { request }) } });
    expect((await run(['job', 'get', jobId], { client })).code).toBe(6);
  });

  test('the hint is the doctor if there was no response, and to try again later if there was one', async () => {
    const hint = async (over: object): Promise<string> => {
      const client = fakeClient({ fails: { 'jobs.get': anError('Unavailable', over) } });
      return (await run(['job', 'get', jobId], { client })).err.split('\n').at(-2) ?? '';
    };
    const request = { operation: 'getJob', method: 'GET', path: '/v2/jobs/x' };
    expect(await hint({ request })).toMatch(/^ {2}hint: wxdi doctor, /);
    expect(await hint({ request: { ...request, status: 503 } })).toMatch(/^ {2}hint: try again later/);
  });

  test('a defect is exit 1, without a stack unless --debug asks for it', async () => {
    const client = fakeClient({ fails: { 'jobs.get': new TypeError('boom') as never } });
    const ended = await run(['job', 'get', jobId], { client });
    expect(ended.code).toBe(1);
    expect(ended.err).not.toMatch(/\n\s+at /);
    expect((await run(['job', 'get', jobId, '--debug'], { client })).err).toMatch(/\n\s+at .*exit-codes/);
  });
});

describe('the final state of a run decides the exit code of a wait', () => {
  const ends = [
    ['Completed', 0, 0, 0],
    ['CompletedWithWarnings', 0, 13, 0],
    ['CompletedWithErrors', 12, 12, 0],
    ['Failed', 10, 10, 0],
    ['Canceled', 11, 11, 0],
  ] as const;
  test.each(ends)(
    '%s: %i; with --fail-on warnings %i; with never %i',
    async (state, errors, warnings, never) => {
      const world = { client: fakeClient({ events: resultOf(aRun({ state })) }) };
      const wait = ['run', 'wait', jobId, runId];
      expect((await run(wait, world)).code).toBe(errors);
      expect((await run([...wait, '--fail-on', 'errors'], world)).code).toBe(errors);
      expect((await run([...wait, '--fail-on', 'warnings'], world)).code).toBe(warnings);
      expect((await run([...wait, '--fail-on', 'never'], world)).code).toBe(never);
      expect((await run(['job', 'start', jobId, '--wait'], world)).code).toBe(errors);
      expect((await run(['job', 'start', jobId, '--follow'], world)).code).toBe(errors);
    },
  );

  test('a state named by --for is a success', async () => {
    const world = { client: fakeClient({ events: resultOf(aRun({ state: 'Canceled' })) }) };
    for (const word of ['canceled', 'Cancelled', 'running,CANCELED'])
      expect((await run(['run', 'wait', jobId, runId, '--for', word], world)).code).toBe(0);
    expect((await run(['run', 'wait', jobId, runId, '--for', 'running'], world)).code).toBe(11);
  });

  test('a skipped run did not succeed', async () => {
    const world = { client: fakeClient({ events: resultOf(aRun({ state: 'Skipped' })) }) };
    expect((await run(['run', 'wait', jobId, runId], world)).code).toBe(10);
  });

  test('a run that ended in an unknown state is exit 7, with a warning', async () => {
    const unknown = aRun({ state: 'Archived', finishedAt: '2026-11-22T09:00:12Z' });
    const world = { client: fakeClient({ events: resultOf(unknown) }) };
    const ended = await run(['run', 'wait', jobId, runId, '-o', 'tsv'], world);
    expect(ended.code).toBe(7);
    expect(ended.out).toContain('\tArchived\t');
    expect(ended.err).toMatch(
      /^\? Archived\nwarning: state "Archived" is unknown; .*\nwarning: the run ended in the unknown/,
    );
    expect((await run(['run', 'wait', jobId, runId, '--fail-on', 'never'], world)).code).toBe(0);
  });
});

describe('a state of --for that was not reached', () => {
  const wait = ['run', 'wait', jobId, runId, '-o', 'jsonl', '--for'];
  const ended = (state: string, reached: boolean) => ({
    client: fakeClient({ events: resultOf(aRun({ state }), reached) }),
  });
  const warning = 'the run succeeded without entering any state named by --for';

  test.each<[string, string, boolean, number]>([
    ['Completed', 'failed', false, 14],
    ['CompletedWithWarnings', 'failed,paused', false, 14],
    ['Completed', 'running', true, 0],
    ['Completed', 'paused,terminal', false, 0],
    ['Failed', 'paused', false, 10],
    ['Failed', 'running', true, 10],
    ['Canceled', 'paused', false, 11],
    ['CompletedWithErrors', 'paused', false, 12],
    ['Paused', 'running', true, 0],
  ])('%s with --for %s, reached: %s, is exit %i', async (state, words, reached, code) => {
    const shown = await run([...wait, words], ended(state, reached));
    expect(shown.code).toBe(code);
    const events = shown.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(events.at(-1)).toMatchObject({ type: 'result', exitCode: code, reached });
    expect(shown.err.includes(warning)).toBe(code === 14);
  });

  test('is the same for a start, a watch and a followed start', async () => {
    for (const line of [
      ['job', 'start', jobId, '--wait'],
      ['job', 'start', jobId, '--follow'],
      ['run', 'watch', jobId, runId],
    ]) {
      const world = { ...ended('Completed', false), terminal: line[1] === 'watch' };
      const shown = await run([...line, '--for', 'failed'], world);
      expect([shown.code, shown.err.split(warning).length]).toEqual([14, 2]);
    }
  });

  test('is reported before warnings of the run, unless they are errors', async () => {
    const world = ended('CompletedWithWarnings', false);
    expect((await run([...wait, 'failed', '--fail-on', 'warnings'], world)).code).toBe(13);
  });
});

describe('other exit codes for results', () => {
  const wait = ['run', 'wait', jobId, runId];
  const world = (over: Parameters<typeof aRun>[0]) => ({
    client: fakeClient({ events: resultOf(aRun(over)) }),
  });

  test.each([
    // state, dsjob, iis
    ['Completed', 0, 1],
    ['CompletedWithWarnings', 1, 2],
    ['CompletedWithErrors', 3, 3],
    ['Failed', 4, 3],
    ['Skipped', 4, 3],
    ['Canceled', 5, 97],
  ])('%s is %i with dsjob and %i with iis, by flag and by WXDI_EXIT_CODES', async (state, dsjob, iis) => {
    for (const [set, code] of [
      ['dsjob', dsjob],
      ['iis', iis],
    ] as const) {
      expect((await run([...wait, '--exit-codes', set], world({ state }))).code).toBe(code);
      const env = { ...configured, WXDI_EXIT_CODES: set };
      expect((await run(wait, { ...world({ state }), env })).code).toBe(code);
      expect((await run([...wait, '--fail-on', 'never'], { ...world({ state }), env })).code).toBe(0);
      if (state === 'CompletedWithWarnings')
        expect((await run([...wait, '--fail-on', 'errors'], { ...world({ state }), env })).code).toBe(
          set === 'iis' ? 1 : 0,
        );
    }
  });

  test('a state of --for is a success with iis too', async () => {
    const line = [...wait, '--exit-codes', 'iis', '--for', 'running'];
    expect(
      (await run(line, { client: fakeClient({ events: resultOf(aRun({ state: 'Running' }), true) }) })).code,
    ).toBe(0);
  });

  test.each([
    ['Completed', '7', 7],
    ['Completed', '255', 255],
    ['Completed', '14', 14],
    ['CompletedWithWarnings', '3', 3],
    ['CompletedWithErrors', '3', 3],
    ['CompletedWithErrors', '0', 12],
    ['Completed', '256', 0],
    ['Completed', '-1', 0],
    ['Completed', '1.5', 0],
    ['Completed', 'seven', 0],
    ['Completed', undefined, 0],
    ['Failed', '7', 10],
    ['Canceled', '7', 11],
  ])('%s with user status %j is exit %i with user-status', async (state, userStatus, code) => {
    const ended = await run([...wait, '--exit-codes', 'user-status'], world({ state, userStatus }));
    expect(ended.code).toBe(code);
    expect(ended.err).not.toContain('warning');
    expect((await run(wait, world({ state: 'Completed', userStatus }))).code).toBe(0);
  });

  test('any other name is refused', async () => {
    expect((await run(['job', 'list', '--exit-codes', 'unix'])).code).toBe(2);
    expect((await run(['job', 'list'], { env: { ...configured, WXDI_EXIT_CODES: 'unix' } })).code).toBe(2);
  });
});
