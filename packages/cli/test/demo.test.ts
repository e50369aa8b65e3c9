import { createClient } from '@wxdi/sdk';
import { startSimulator, type LoggedRequest, type SimulatorOptions } from '@wxdi/simulator';
import { describe, expect, test } from 'vitest';
import { run, type World } from './fakes/context.js';

const speed = 20;

/** The real sdk and the real simulator, in a hurry. */
const world = (dies?: (request: LoggedRequest) => boolean, quirks?: SimulatorOptions['quirks']): World => ({
  env: {},
  connect: (options) => Promise.resolve(createClient(options)),
  startSimulator: async (options) => {
    const simulator = await startSimulator({ ...options, speed, ...(quirks && { quirks }) });
    if (dies !== undefined) simulator.kill(dies);
    return simulator;
  },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 4)),
});

describe('the demo', () => {
  test('lives the whole life of a job, in plain lines off a terminal', async () => {
    const { code, out, err } = await run(['demo'], world());
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toContain('\u001b');
    expect(out.match(/^\d+\. .*$/gm)).toHaveLength(9);
    for (const state of ['Running', 'Completed', 'Canceled']) expect(out).toContain(state);
    expect(out).toMatch(/Done: 9 steps, \d\d checks/);
  });

  test('spins on a terminal, and leaves no spinner behind', async () => {
    const { code, out } = await run(['demo'], { ...world(), terminal: true });
    expect(code).toBe(0);
    expect(out).toContain('⠋');
    // Whatever was drawn in place is wiped before the next line.
    for (const line of out.split('\n')) expect(line).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏](?![^\n]*\u001b\[K)/);
  });

  const deaths: readonly (readonly [when: string, dies: (request: LoggedRequest) => boolean])[] = [
    ['the job is created', ({ method, path }) => method === 'POST' && path === '/v2/jobs'],
    ['the job is updated', ({ method }) => method === 'PATCH'],
    ['a run is started', ({ method, path }) => method === 'POST' && path.endsWith('/runs')],
    ['the log is read', ({ path }) => path.endsWith('/logs')],
    ['a run is cancelled', ({ path }) => path.endsWith('/cancel')],
    ['the job is deleted', ({ method }) => method === 'DELETE'],
  ];
  test.each(deaths)('is exit 6 when the simulator dies as %s', async (_when, dies) => {
    const { code, out, err } = await run(['demo'], world(dies));
    expect(code).toBe(6);
    expect(err).toMatch(/^error: /);
    expect(err).not.toMatch(/\n\s+at \S+ \(/);
    expect(out).not.toContain('Done');
  });

  test('fails when the service does not do what a step says', async () => {
    const { code, err, out } = await run(
      ['demo'],
      world(undefined, { deleteActiveJob: 409, runOrder: 'newest-first', offsetAfterReset: 'empty-object' }),
    );
    expect(code).toBe(1);
    expect(err).toContain('this does not hold: the next run reads from the beginning');
    expect(out).not.toContain('Done');
  });
});
