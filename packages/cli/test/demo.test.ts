import { createClient } from '@wxdi/sdk';
import { startSimulator, type LoggedRequest, type SimulatorOptions } from '@wxdi/simulator';
import { describe, expect, test } from 'vitest';
import { run, type World } from './fakes/context.js';

const speed = 20;

/** The real sdk and the real simulator, with short waits. */
const world = (dies?: (request: LoggedRequest) => boolean, quirks?: SimulatorOptions['quirks']): World => ({
  env: {},
  connect: async (options) =>
    createClient({
      ...options,
      retry: { transient: { attempts: 2, baseMs: 10, capMs: 20 } },
      poll: { firstMs: 50, capMs: 50, outageMs: 200 },
      settle: { windowMs: 100 },
    }),
  startSimulator: async (options) => {
    const simulator = await startSimulator({ ...options, speed, ...(quirks && { quirks }) });
    if (dies !== undefined) simulator.kill(dies);
    return simulator;
  },
});

describe('the demo', () => {
  test('runs every step and checks its result, in plain lines off a terminal', async () => {
    const { code, out, err } = await run(['demo'], world());
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toContain('\u001b');
    expect(out.match(/^\d+\. .*$/gm)).toHaveLength(10);
    for (const state of ['Running', 'Completed', 'Canceled']) expect(out).toContain(state);
    expect(out).toMatch(/Done: 10 steps and \d\d checks passed/);
  });

  test('uses color on a terminal, but draws nothing in place', async () => {
    const { code, out } = await run(['demo'], { ...world(), terminal: true });
    expect(code).toBe(0);
    expect(out).toContain('\u001b[1m');
    expect(out).not.toMatch(/\r|\u001b\[K|[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
  });

  const deaths: readonly (readonly [
    when: string,
    code: number,
    dies: (request: LoggedRequest) => boolean,
  ])[] = [
    ['the job is created', 9, ({ method, path }) => method === 'POST' && path === '/v2/jobs'],
    ['the job is updated', 9, ({ method }) => method === 'PATCH'],
    ['a run is started', 9, ({ method, path }) => method === 'POST' && path.endsWith('/runs')],
    ['the log is read', 6, ({ path }) => path.endsWith('/logs')],
    ['a run is canceled', 9, ({ path }) => path.endsWith('/cancel')],
    ['the job is deleted', 9, ({ method }) => method === 'DELETE'],
  ];
  test.each(deaths)(
    'if the simulator dies while %s, ends with the exit code of that command: %i',
    async (_when, expected, dies) => {
      const { code, out, err } = await run(['demo'], world(dies));
      expect(code).toBe(expected);
      expect(err).toMatch(
        new RegExp(`^error: the demo stopped: \`wxdi .*\` ended with exit code ${expected}\n$`),
      );
      expect(out).not.toContain('Done');
    },
  );

  test('fails if a check of a step fails', async () => {
    const { code, err, out } = await run(
      ['demo'],
      world(undefined, { deleteActiveJob: 409, runOrder: 'newest-first', offsetAfterReset: 'empty-object' }),
    );
    expect(code).toBe(1);
    expect(err).toContain('check failed: the next run reads from the beginning');
    expect(out).not.toContain('Done');
  });
});
