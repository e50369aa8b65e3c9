import type { FollowEvent } from '@wxdi/sdk';
import { describe, expect, test, vi } from 'vitest';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { configured, start, type World } from './fakes/context.js';

/** Waits for a run that goes on until something is seen on stderr, or for a moment; then it is Completed. */
const waiting = (flags: readonly string[], world: World, { state = 'Running', until = '' } = {}) => {
  const client = fakeClient();
  client.runs.follow = async function* (): AsyncGenerator<FollowEvent> {
    yield { type: 'state', run: aRun({ state }) };
    await new Promise((resolve) => setTimeout(resolve, 20));
    await vi.waitFor(() => {
      expect(started.err()).toContain(until);
    }, 30_000);
    yield { type: 'result', run: aRun({ state: 'Completed' }), states: [], polls: 1 };
  };
  const started = start(['run', 'wait', jobId, runId, ...flags], { client, terminal: true, ...world });
  return started;
};

/** What a terminal shows in the end of text that returns to the start of its line and wipes it. */
const screen = (text: string): string => text.replace(/[^\n]*\r\u001b\[K/g, '');

describe('a wait on a terminal', () => {
  test('shows the state and how long it has waited, and leaves nothing of that behind', async () => {
    const started = waiting(['--color', 'never'], { now: () => 0 }, { until: '⠙' });
    expect(await started.code).toBe(0);
    expect(started.err()).toContain('\r\u001b[K⠋ Running, 0s\r\u001b[K⠙ Running, 0s\r\u001b[K');
    expect(screen(started.err())).toBe('● Running\n');
    expect(started.out()).not.toContain('\r');
  });

  test('shows no more of a long state than the terminal is wide', async () => {
    const long = { state: 'W'.repeat(200), until: '⠋' };
    const started = waiting(['--color', 'never'], { columns: 40 }, long);
    await started.code;
    expect(started.err()).toMatch(/K⠋ W{36}…\r/);
  });

  test('stops moving at the first Ctrl-C', async () => {
    const client = fakeClient({
      events: [{ type: 'state', run: aRun({ state: 'Running' }) }],
      neverEnds: true,
    });
    const wait = ['run', 'wait', jobId, runId, '--color', 'never'];
    const started = start(wait, { client, terminal: true });
    await vi.waitFor(() => {
      expect(started.err()).toContain('⠋ Running');
    }, 30_000);
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
    const said = started.err();
    expect(screen(said)).toMatch(/^● Running\ndetached: the run goes on\n(?: {2}to .*\n)+$/);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(started.err()).toBe(said);
  });

  test.each<[string, readonly string[], World]>([
    ['with --quiet', ['--quiet'], {}],
    ['with JSON', ['-o', 'jsonl'], {}],
    ['where the terminal can do nothing', [], { env: { ...configured, TERM: 'dumb' } }],
    ['off a terminal', [], { terminal: false }],
  ])('shows nothing that moves %s', async (_, flags, world) => {
    const started = waiting(flags, world);
    expect(await started.code).toBe(0);
    expect(started.err()).not.toContain('\r');
  });
});
