import type { CreateSimulatorOptions } from '@wxdi/simulator';
import type { Transport } from '@wxdi/sdk';
import { createClient, replayTransport } from '@wxdi/sdk';
import { createSimulator } from '@wxdi/simulator';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../src/main.js';
import { contextFor, type Ended } from './fakes/context.js';

const folder = mkdtempSync(join(tmpdir(), 'wxdi-cli-record-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.har`);

const token = 'the-token-of-this-test';
type Virtual = ReturnType<typeof createSimulator>;

/** Runs a command line in the time of a simulator, over a transport. */
const runOver = async (
  { clock, connection }: Virtual,
  argv: readonly string[],
  transport: Transport,
): Promise<Ended> => {
  const env = {
    WXDI_URL: 'https://cpd.example.com',
    WXDI_PROJECT_ID: connection.project,
    WXDI_BEARER_TOKEN: token,
  };
  const { context, started } = contextFor(argv, { env, network: transport, recordings: true });
  const code = await main({
    ...context,
    clock: {
      now: clock.now,
      sleep: (ms, signal) => clock.sleep(ms, signal ?? { aborted: false })(),
      after: (ms, run) => {
        const controller = new AbortController();
        void clock
          .sleep(ms, controller.signal)()
          .then(() => (controller.signal.aborted ? undefined : run()));
        return () => controller.abort();
      },
    },
    openTransport: async () => ({ send: transport, close: () => undefined }),
    connect: async (options) => createClient({ transport, ...options, clock, random: connection.random }),
  });
  return { code, out: started.out(), err: started.err() };
};

const simulated = (options: CreateSimulatorOptions = {}): Virtual =>
  createSimulator({
    token,
    history: '3d',
    jobs: [
      {
        name: 'Load',
        id: '0191d1a0-7b1e-7000-8000-00000000a001',
        parameters: [{ name: 'region', value: 'emea' }],
      },
      {
        name: 'Stream',
        id: '0191d1a0-7b1e-7000-8000-00000000a002',
        type: 'streamsets_flow',
        runs: [{ plan: 'streams' }],
      },
      {
        name: 'Bad',
        id: '0191d1a0-7b1e-7000-8000-00000000a003',
        runs: 6,
        plan: 'fails',
        schedule: '0 2 * * *',
      },
      { name: 'Busy', id: '0191d1a0-7b1e-7000-8000-00000000a004', runs: [{ plan: 'hangs' }] },
      { name: 'Old', id: '0191d1a0-7b1e-7000-8000-00000000a005', runs: 4 },
    ],
    ...options,
  });

/** The output, without values of environment variables, which a recording does not have, so that they are not compared. */
const masked = (text: string): string =>
  text
    .replaceAll(/"env_variables":\s*\[[^\]]*\]/g, '"env_variables": []')
    .replaceAll(/^ *Not compared .*HARDWARE_SPECIFICATION.*\n/gm, '')
    .replaceAll(/ {2,}/g, '  ');

/** The commands of the end-to-end suite, and others. */
const commands: readonly (readonly [line: string, options?: CreateSimulatorOptions])[] = [
  ['job list'],
  ['job list -o json', { jobs: 230 }],
  ['job list -o jsonl --limit 5'],
  ['job list --last-run'],
  ['job list --name B*'],
  ['job get Load'],
  ['job get Load -o json --raw'],
  ['job get none'],
  ['job get 0191d1a0-7b1e-7000-8000-00000000ffff'],
  ['job create --name E2E --asset a --param region=emea --env DB_PASS=hunter2hunter2 -o json'],
  ['job create --name Load --asset a'],
  ['job update Load --description new --schedule 0~2~*~*~* -o json'],
  ['job start Load --key k'],
  ['job start Load --key k --wait --param region=apac -o json'],
  ['job start Load --key k --follow --interval 100ms'],
  ['job start Load --key k --follow -o jsonl'],
  ['job start Bad --key k --wait --fail-on warnings'],
  ['job start Busy --key k --wait --timeout 20s', { plans: { Busy: 'hangs' } }],
  ['job start Load --key k', { faults: ['POST runs: lose-answer'] }],
  ['job start Load --key k', { faults: ['POST runs: lose-request'] }],
  ['job start Load --key k --wait', { faults: ['GET *: 503 x2', 'GET *: 429 retry-after 3s'] }],
  ['job start Load --dry-run'],
  ['job history Old'],
  ['job reset-offset Load'],
  ['job reset-offset Stream -o json'],
  ['job delete Old --yes'],
  ['job delete Busy --yes'],
  ['run list Old'],
  ['run list --since 3d -o json'],
  ['run list Bad --state Failed'],
  ['run get Old @latest -o json'],
  ['run get Old none'],
  ['run wait Old @latest'],
  ['run wait Busy @active --timeout 5s'],
  ['run logs Bad @latest'],
  ['run logs Bad @latest --tail 2 --level error'],
  ['run metrics Old @latest -o json'],
  ['run explain Bad @latest'],
  ['run diff Old @latest'],
  ['run cancel Busy @active --wait -o json'],
  ['run cancel Old @latest'],
  ['run pause Busy @active'],
  ['run resume Busy @active'],
  ['run rerun Old @latest --key k --wait'],
  ['run delete Old @latest --yes'],
  ['run prune Old --keep-runs 1 --yes'],
  ['report --since 3d'],
  ['report --since 3d --exact -o json'],
  ['api GET /v2/jobs'],
  ['auth status'],
  ['job list', { faults: ['*: 401 every'] }],
  ['job list', { faults: ['GET jobs: html every'] }],
  ['job list', { faults: ['GET jobs: cut-answer every'] }],
];

describe('a command against its recording', () => {
  test.each(commands.map(([line, options]) => ({ line, options })))(
    'has the same output and exit code: wxdi $line $options',
    async ({ line, options }) => {
      const argv = line.split(' ').map((word) => word.replaceAll('~', ' '));
      const file = newFile();
      const sim = simulated(options);
      const first = await runOver(sim, [...argv, '--record', file], sim.transport);
      expect(first.code).not.toBe(1);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(JSON.parse(readFileSync(file, 'utf8')).log.version).toBe('1.2');
      for (const secret of [token, 'hunter2hunter2'])
        expect(readFileSync(file, 'utf8')).not.toContain(secret);
      const replay = replayTransport(file);
      const second = await runOver(simulated(options), argv, replay.send);
      expect([second.code, masked(second.out)]).toEqual([first.code, masked(first.out)]);
      expect(replay.unused()).toEqual([]);
    },
  );
});

describe('--record', () => {
  test('prints where the recording is, and that it has no secrets', async () => {
    const file = newFile();
    const sim = simulated();
    const { err } = await runOver(sim, ['job', 'list', '--record', file], sim.transport);
    expect(err).toBe(`recorded in ${file}, without secrets; read it before you share it\n`);
  });

  test('that cannot be written is a warning, and changes nothing of what is done', async () => {
    const sim = simulated();
    const argv = ['job', 'start', 'Load', '-o', 'json', '--record', join(folder, 'none', 'a.har')];
    const { code, out, err } = await runOver(sim, argv, sim.transport);
    expect([code, JSON.parse(out).jobName]).toEqual([0, 'Load']);
    expect(err).toContain('cannot be written: ENOENT');
    expect(err).not.toContain('recorded in');
    expect(sim.inspect().jobs[0]?.runs).toHaveLength(4);
  });

  test.each(['demo', 'version', 'simulator start', 'completion bash'])(
    'does not apply to wxdi %s',
    async (line) => {
      const sim = simulated();
      const { code, err } = await runOver(sim, [...line.split(' '), '--record', newFile()], sim.transport);
      expect(code).toBe(2);
      expect(err).toContain(
        `flag --record does not apply to \`wxdi ${line.replace(' bash', '')}\`: it sends no requests`,
      );
    },
  );

  test('contains the requests that find a project by its name', async () => {
    const file = newFile();
    const sim = simulated();
    await runOver(sim, ['job', 'list', '--project', 'Simulated project', '--record', file], sim.transport);
    const { entries } = JSON.parse(readFileSync(file, 'utf8')).log;
    expect(entries[0].request.url).toContain('/v2/projects?');
  });
});
