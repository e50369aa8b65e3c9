import type { SimulatorOptions } from '@wxdi/simulator';
import { startSimulator } from '@wxdi/simulator';
import { describe, expect, test } from 'vitest';
import { run, start, type Ended, type World } from './fakes/context.js';

/** Starts a simulator, and stops it with Ctrl-C once it serves. */
const served = async (
  argv: readonly string[],
  world: World = {},
): Promise<Ended & { options: SimulatorOptions }> => {
  let options: SimulatorOptions = {};
  const running = start(['simulator', 'start', ...argv], {
    env: {},
    ...world,
    startSimulator: async (given = {}) => {
      options = given;
      return await startSimulator(given);
    },
    onStderr: (text) => {
      if (text.includes('serving until Ctrl-C')) running.signal('SIGINT');
    },
  });
  const code = await running.code;
  return { code, out: running.out(), err: running.err(), options };
};

const life = `
jobs:
  - name: Load
    schedule: 0 2 * * *
  - { name: Other, project: Second }
projects: { p-2: Second }
history: 10d
quirks: { pageCeiling: 2, retryAfter: seconds }
faults: [ 'GET jobs: 503', { on: POST runs, does: 504, processed: true } ]
nextRuns:
  - { states: [ Queued 1s, Running 1m ], fails: 'IIS-DSEE-TFIP-00055: no table' }
`;

describe('wxdi simulator start', () => {
  test('prints what it has and will do, on stderr', async () => {
    const flags = [
      '--jobs',
      '3',
      '--history',
      '30d',
      '--seed',
      '7',
      '--latency',
      '20ms',
      '--quirk',
      'retryAfter=date',
    ];
    const { code, out, err } = await served([
      ...flags,
      ...[
        '--fault',
        'POST runs: lose-answer 20%',
        '--fault',
        'GET *: 429 x2 retry-after 3s',
        '--add-project',
        'Second',
      ],
    ]);
    expect(code).toBe(130);
    expect(out).toMatch(
      /^export WXDI_URL=\S+\nexport WXDI_AUTH_TYPE=.*\nexport WXDI_BEARER_TOKEN=.*\nexport WXDI_PROJECT_ID=.*\n$/,
    );
    expect(err.split('\n').slice(0, -2)).toEqual([
      'seed 7: 3 jobs and 90 runs',
      'project Second: 7a1d5c1e-6b0f-4a55-9d6f-2f2d3f1c0b00',
      'quirk retryAfter=date',
      'fault *: the answer is 20ms late; every request',
      'fault POST runs: the request takes effect, and its answer is lost; each request with a probability of 20 %',
      'fault GET *: status 429 is returned with Retry-After 3s; the first 2 requests',
    ]);
  });

  test('as JSON, has the ids of added projects', async () => {
    const { out } = await served(['-o', 'json', '--add-project', 'Second']);
    expect(JSON.parse(out)).toMatchObject({ projects: { '7a1d5c1e-6b0f-4a55-9d6f-2f2d3f1c0b00': 'Second' } });
  });

  test('reads a script; flags have precedence, and add faults and quirks', async () => {
    const { err, options } = await served(
      ['--script', 'life.yaml', '--fault', 'logs: 404', '--quirk', 'retryAfter=date', '--seed', '3'],
      { files: { 'life.yaml': life } },
    );
    expect(err.split('\n').slice(0, -2)).toEqual([
      'seed 3: 2 jobs and 20 runs',
      'project Second: p-2',
      'quirk pageCeiling=2',
      'quirk retryAfter=date',
      'fault GET jobs: status 503 is returned; the first request',
      'fault POST runs: the request takes effect, and status 504 is returned; the first request',
      'fault logs: status 404 is returned; the first request',
      '1 scripted run',
    ]);
    expect(options.quirks).toEqual({ pageCeiling: 2, retryAfter: 'date' });
    const { options: fewer } = await served(['--script', 'life.yaml', '--jobs', '1'], {
      files: { 'life.yaml': life },
    });
    expect(fewer.jobs).toBe(1);
  });

  test.each<[readonly string[], string]>([
    [['--fault', 'POST runz: 503'], '--fault: fault "POST runz: 503": "runz" is not a target'],
    [['--quirk', 'retry=date'], '--quirk retry=date: "retry" is not a quirk; use dialect,'],
    [
      ['--quirk', 'retryAfter=soon'],
      '--quirk retryAfter=soon: quirk retryAfter: use seconds, date, not "soon"',
    ],
    [['--quirk', 'pageCeiling=x'], 'quirk pageCeiling: use a number, not "x"'],
    [['--history', 'long'], 'invalid value "long" for flag --history'],
    [['--script', 'none.yaml'], 'cannot read none.yaml: no such file'],
    [['--script', 'x.yaml'], '--script x.yaml: the simulator has no member "job"; use'],
    [['--script', 'clock.yaml'], '--script clock.yaml: clock cannot be set'],
    [['--script', 'fault.yaml'], '--script fault.yaml: fault "runs: drop": "drop" is not an action'],
    [['--script', 'job.yaml'], '--script job.yaml: a job has no member "names"; use name,'],
    [['--script', 'list.yaml'], '--script list.yaml: the simulator must be an object'],
    [['--script', 'place.yaml'], 'there is no project "None"'],
    [['--script', 'states.yaml'], 'states: "Runing" is not a state; use Queued,'],
  ])('%j is exit 2: %s', async (flags, message) => {
    const files = {
      'x.yaml': 'job: 3',
      'clock.yaml': 'clock: manual',
      'fault.yaml': "faults: ['runs: drop']",
      'job.yaml': 'jobs: [ { names: x } ]',
      'list.yaml': '[1]',
      'place.yaml': 'jobs: [ { name: x, project: None } ]',
      'states.yaml': 'nextRuns: [ { states: [ Runing ] } ]',
    };
    const { code, out, err } = await run(['simulator', 'start', ...flags], { env: {}, files });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
