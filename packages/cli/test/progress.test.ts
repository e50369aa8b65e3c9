import type { FollowEvent } from '@wxdi/sdk';
import { describe, expect, test, vi } from 'vitest';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { spinnerOn } from '../src/output/spinner.js';
import { plain } from '../src/render/style.js';
import { configured, contextFor, start, type World } from './fakes/context.js';

/** Waits for a run that is Completed once stderr contains a text, or after a moment. */
const waiting = (flags: readonly string[], world: World, { state = 'Running', until = '' } = {}) => {
  const client = fakeClient();
  client.runs.follow = async function* (): AsyncGenerator<FollowEvent> {
    yield { type: 'state', run: aRun({ state }) };
    await new Promise((resolve) => setTimeout(resolve, 20));
    await vi.waitFor(() => {
      expect(started.err()).toContain(until);
    }, 5_000);
    yield { type: 'result', run: aRun({ state: 'Completed' }), states: [], reached: true, polls: 1 };
  };
  const started = start(['run', 'wait', jobId, runId, ...flags], { client, terminal: true, ...world });
  return started;
};

/** What a terminal shows after text that returned to the start of its line and cleared it. */
const screen = (text: string): string => text.replace(/[^\n]*\r\u001b\[K/g, '');

describe('a wait on a terminal', () => {
  test('shows the state and the elapsed time, and clears them at the end', async () => {
    const started = waiting(['--color', 'never'], { now: () => 0 }, { until: '⠙' });
    expect(await started.code).toBe(0);
    expect(started.err()).toContain('\r\u001b[K⠋ Running, 0s\r\u001b[K⠙ Running, 0s\r\u001b[K');
    expect(screen(started.err())).toMatch(/^● Running\n✓ Completed  12s\nits log: wxdi run logs .*\n$/);
    expect(started.out()).not.toContain('\r');
  });

  test('cuts a long state to the width of the terminal', async () => {
    const long = { state: 'W'.repeat(200), until: '⠋' };
    const started = waiting(['--color', 'never'], { columns: 40 }, long);
    await started.code;
    expect(started.err()).toMatch(/K⠋ W{36}…\r/);
  });

  test('stops drawing at the first Ctrl-C', async () => {
    const client = fakeClient({
      events: [{ type: 'state', run: aRun({ state: 'Running' }) }],
      neverEnds: true,
    });
    const wait = ['run', 'wait', jobId, runId, '--color', 'never'];
    const started = start(wait, { client, terminal: true });
    await vi.waitFor(() => {
      expect(started.err()).toContain('⠋ Running');
    }, 5_000);
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
    const said = started.err();
    expect(screen(said)).toMatch(/^● Running\ndetached: the run continues\n(?: {2}to .*\n)+$/);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(started.err()).toBe(said);
  });

  test.each<[string, readonly string[], World]>([
    ['with --quiet', ['--quiet'], {}],
    ['with JSON', ['-o', 'jsonl'], {}],
    ['on a dumb terminal', [], { env: { ...configured, TERM: 'dumb' } }],
    ['off a terminal', [], { terminal: false }],
  ])('draws nothing %s', async (_, flags, world) => {
    const started = waiting(flags, world);
    expect(await started.code).toBe(0);
    expect(started.err()).not.toContain('\r');
  });
});

describe('a request on a terminal', () => {
  test('that takes time is shown, and cleared before its rows are printed', async () => {
    const body = { results: [], total_rows: 0 };
    const network: World['network'] = async () => {
      await vi.waitFor(() => {
        expect(started.err()).toContain('⠙');
      }, 5_000);
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    };
    const started = start(['api', 'GET', '/v2/jobs', '--color', 'never'], {
      network,
      terminal: true,
      now: () => 0,
    });
    expect(await started.code).toBe(0);
    expect(started.err()).toMatch(/^(?:\r\u001b\[K⠋|⠙|\r\u001b\[K⠙| waiting for wxdi\.example\.com, 0s)+/);
    expect(screen(started.err())).toBe('');
    expect(started.out()).toBe(`${JSON.stringify(body)}\n`);
  });

  test('is wiped before something else is printed on the same terminal', async () => {
    const written: string[] = [];
    const terminal = contextFor([], { onStderr: (text) => written.push(text) }).context.stderr;
    const stdout = contextFor([], { onStdout: (text) => written.push(text) }).context.stdout;
    const { clock } = contextFor([]).context;
    const signal = new AbortController().signal;
    const spinner = spinnerOn(terminal, { clock, signal, style: () => plain, enabled: () => true });
    const end = spinner.begin(() => 'waiting');
    await vi.waitFor(() => {
      expect(written.at(-1)).toContain('waiting');
    }, 5_000);
    spinner
      .beside(stdout)
      .write('a row\n')
      ?.catch(() => undefined);
    expect(written.slice(-2)).toEqual(['\r\u001b[K', 'a row\n']);
    end();
    expect(screen(written.join(''))).toBe('a row\n');
  });

  test('is shown by the first of several that are in progress, until the last has ended', async () => {
    const written: string[] = [];
    const { context } = contextFor([], { onStderr: (text) => written.push(text) });
    const { signal } = new AbortController();
    const options = { clock: context.clock, signal, style: () => plain, enabled: () => true };
    const spinner = spinnerOn(context.stderr, options);
    const shown = async (text: string): Promise<void> => {
      const before = written.length;
      await vi.waitFor(() => {
        expect(written.slice(before).join('')).toContain(text);
      }, 5_000);
    };
    const [first, second] = [spinner.begin(() => 'one'), spinner.begin(() => 'two')];
    await shown('one');
    first();
    await shown('two');
    second();
    const count = written.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(written.length).toBe(count);
  });
});
