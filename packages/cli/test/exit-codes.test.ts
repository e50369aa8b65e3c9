import { describe, expect, test } from 'vitest';
import { aRun, fakeClient, jobId, resultOf, runId } from './fakes/client.js';
import { run } from './fakes/context.js';
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
    expect((await run(['run', 'wait', jobId, runId, '--for', 'canceled'], world)).code).toBe(0);
    expect((await run(['run', 'wait', jobId, runId, '--for', 'running'], world)).code).toBe(11);
  });
});
