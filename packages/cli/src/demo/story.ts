import type { Client, Job, JobRun } from '@wxdi/sdk';
import type { SimulatorOptions } from '../process/simulator.js';
import type { Stage } from './stage.js';

/** What the steps share. */
export interface Scene {
  readonly client: Client;
  readonly stage: Stage;
  readonly signal: AbortSignal;
}

/** A short look every now and then: nobody wants to watch a demo sleep. */
export const quickPoll = { firstMs: 150, factor: 1, capMs: 150, outageMs: 2_000 } as const;

/** Nor for a run or a job whose start got no answer: this simulator has either made it at once or is gone. */
export const quickStart = { settle: { windowMs: 500 } } as const;

export const batchFlow = '5f2c7a10-3a6e-4d5b-9c55-0d6f6f1c1e01';
export const streamFlow = '9b1d4e72-77f4-4c0a-8a53-2f1b8a3f9c02';

/** Two flows that are there already, with runs of a few seconds. */
export const simulatorOptions: SimulatorOptions = {
  flows: {
    [batchFlow]: {
      type: 'data_intg_flow',
      plan: [
        { outcome: 'succeeds', queuedMs: 400, startingMs: 700, runningMs: 3_200, rows: 1_200, logLines: 6 },
        { outcome: 'hangs', startingMs: 500, cancelingMs: 700 },
      ],
    },
    [streamFlow]: {
      type: 'streamsets_flow',
      plan: { outcome: 'streams', startingMs: 400, cancelingMs: 400, rows: 500 },
    },
  },
};

/** Follows a run and shows it: the run as it was last seen, and how many entries its log had. */
export const show = async (
  { client, stage, signal }: Scene,
  run: Pick<JobRun, 'jobId' | 'id'>,
  { logs = false, until = [] }: { readonly logs?: boolean; readonly until?: readonly string[] } = {},
): Promise<{ readonly run: JobRun; readonly entries: number }> => {
  let entries = 0;
  const options = { logs, until, justStarted: true, poll: quickPoll, signal };
  const follow = async (): Promise<JobRun> => {
    for await (const event of client.runs.follow(run.jobId, run.id, options)) {
      if (event.type === 'state') stage.state(event.run);
      if (event.type === 'log') {
        entries += 1;
        stage.log(event.entry);
      }
      if (event.type === 'result') return event.run;
    }
    throw new Error('the run was followed to no result');
  };
  return { run: await stage.during('following the run', follow()), entries };
};

export const parameter = ({ parameters }: Pick<Job, 'parameters'>, name: string): unknown =>
  parameters.find((candidate) => candidate.name === name)?.value;
