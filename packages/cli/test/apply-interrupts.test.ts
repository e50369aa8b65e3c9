import type { AppliedPlan, Client, Plan } from '@wxdi/sdk';
import { fakeClient } from './fakes/client.js';
import { configured, start, type World } from './fakes/context.js';
import { anError } from './fakes/errors.js';
import { describe, expect, test, vi } from 'vitest';

const document = JSON.stringify({
  apiVersion: 'wxdi/v1',
  kind: 'Job',
  metadata: { name: 'a' },
  spec: { flow: { id: 'flow-1' } },
});

const create = (name: string) => ({ action: 'create', name, changes: [], request: {}, hash: '' }) as const;

const plan: Plan = {
  apiVersion: 'wxdi/v1',
  kind: 'Plan',
  options: {},
  actions: [create('a'), create('b')],
  counts: { create: 2, update: 0, unchanged: 0, delete: 0, refused: 0 },
  documents: [],
};

const half: AppliedPlan = {
  done: [{ action: 'create', name: 'a', id: 'id-a' }],
  failed: [{ action: 'create', name: 'b', error: anError('Aborted', { outcome: 'not-sent' }) }],
};

/** A command that applies two jobs, of which the first is under way. */
const applying = (apply: Client['jobs']['apply'], world: World = {}) => {
  const client = fakeClient();
  client.jobs.plan = async () => await Promise.resolve(plan);
  const begun = vi.fn();
  client.jobs.apply = async (...args) => {
    begun();
    return await apply(...args);
  };
  const files = { 'a.yaml': document };
  const started = start(['apply', '-f', 'a.yaml', '--yes'], { client, files, env: configured, ...world });
  return { started, begun: vi.waitFor(() => expect(begun).toHaveBeenCalled()) };
};

const fired = async (signal: AbortSignal | undefined): Promise<void> => {
  await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
};

describe('the first signal during an apply', () => {
  test('finishes the writes under way, prints what was done, and is exit 130', async () => {
    const { started, begun } = applying(async (_plan, _jobs, options) => {
      options?.onReport?.({ action: 'create', name: 'a', id: 'id-a' });
      await fired(options?.stop);
      expect(options?.signal?.aborted).toBe(false);
      return half;
    });
    await begun;
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
    expect(started.out()).toBe('a\tid-a\tcreated\nb\t\tnot created\n');
    expect(started.err()).toContain('interrupted: finishing the writes under way');
    expect(started.err()).toContain('1 of 2 jobs applied; run it again: it does what is left');
  });

  test('ends writes under way after ten seconds', async () => {
    const slept: number[] = [];
    const { started, begun } = applying(
      async (_plan, _jobs, options) => {
        await fired(options?.signal);
        throw anError('Aborted');
      },
      { sleep: async (ms) => void slept.push(ms) },
    );
    await begun;
    started.signal('SIGTERM');
    expect(await started.code).toBe(143);
    expect(slept).toContain(10_000);
  });
});

test('the second signal during an apply ends it at once', async () => {
  const { started, begun } = applying(async () => await new Promise<AppliedPlan>(() => undefined));
  await begun;
  started.signal('SIGINT');
  started.signal('SIGINT');
  expect(started.exits).toEqual([130]);
});
