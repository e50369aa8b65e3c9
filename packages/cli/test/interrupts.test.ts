import { describe, expect, test } from 'vitest';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { start } from './fakes/context.js';

const waiting = (flags: readonly string[] = []) => {
  const client = fakeClient({
    events: [{ type: 'state', run: aRun({ state: 'Running' }) }],
    neverEnds: true,
  });
  return { client, started: start(['run', 'wait', jobId, runId, ...flags], { client }) };
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

describe('the first signal during a wait', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s detaches, says how to come back, and is exit %i', async (name, code) => {
    const { client, started } = waiting();
    await settled();
    started.signal(name);
    expect(await started.code).toBe(code);
    expect(started.out()).toBe('');
    expect(started.err()).toContain('the run goes on');
    expect(started.err()).toContain(`wxdi run wait ${jobId} ${runId}`);
    expect(started.err()).toContain(`wxdi run cancel ${jobId} ${runId}`);
    expect(client.calls.map(([call]) => call)).not.toContain('runs.cancel');
  });

  test('cancels the run first with --on-interrupt cancel, but never on SIGTERM', async () => {
    const { client, started } = waiting(['--on-interrupt', 'cancel']);
    await settled();
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
    expect(client.calls.at(-1)).toEqual(['runs.cancel', jobId, runId]);
    const other = waiting(['--on-interrupt', 'cancel']);
    await settled();
    other.started.signal('SIGTERM');
    expect(await other.started.code).toBe(143);
    expect(other.client.calls.map(([call]) => call)).not.toContain('runs.cancel');
  });

  test('and the second exits at once', async () => {
    const { client, started } = waiting(['--on-interrupt', 'cancel']);
    client.runs.cancel = () => new Promise(() => undefined);
    await settled();
    started.signal('SIGINT');
    await settled();
    expect(started.exits).toEqual([]);
    started.signal('SIGINT');
    expect(started.exits).toEqual([130]);
  });
});
