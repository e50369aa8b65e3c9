import type { SimulatorOptions } from '@wxdi/simulator';

const batchFlow = '5f2c7a10-3a6e-4d5b-9c55-0d6f6f1c1e01';
const streamFlow = '9b1d4e72-77f4-4c0a-8a53-2f1b8a3f9c02';

/** A simulator with two flows whose runs take a few seconds. */
export const simulatorOptions: SimulatorOptions = {
  flows: {
    [batchFlow]: {
      type: 'data_intg_flow',
      plan: [
        { outcome: 'succeeds', queuedMs: 400, startingMs: 700, runningMs: 3_200, rows: 1_200, logLines: 6 },
        { outcome: 'succeeds', startingMs: 400, runningMs: 1_000, rows: 1_200, logLines: 3 },
        { outcome: 'hangs', startingMs: 500, cancelingMs: 700 },
      ],
    },
    [streamFlow]: {
      type: 'streamsets_flow',
      plan: { outcome: 'streams', startingMs: 400, cancelingMs: 400, rows: 500 },
    },
  },
};

/** Command lines to show, then claims: each is a command line and its JSON output. */
export interface Step {
  readonly title: string;
  readonly lines: readonly string[];
  readonly claims: readonly (readonly [claim: string, line: string, expected: unknown])[];
  /** A fault of the simulator during this step, and the claim that it was met. */
  readonly breaks?: { readonly fault: string; readonly claim: string };
}

const region = `--query "parameters[?name=='region'].value | [0]"`;

/** The life of a job. */
export const steps: readonly Step[] = [
  {
    title: 'Create a job for a flow',
    lines: [`wxdi job create --name Load --asset ${batchFlow} --param region=emea`],
    claims: [['it has region=emea', `wxdi job get Load ${region}`, 'emea']],
  },
  {
    title: 'List the jobs, and find one by name',
    lines: ['wxdi job list', 'wxdi job get Load'],
    claims: [['it is in the list', "wxdi job list --query '[].name'", ['Load']]],
  },
  {
    title: 'Update it',
    lines: ["wxdi job update Load --name 'Load all' --description 'Every region'"],
    claims: [
      ['it has the new description', "wxdi job get 'Load all' --query description", 'Every region'],
      ['its parameter is unchanged', `wxdi job get 'Load all' ${region}`, 'emea'],
    ],
  },
  {
    title: 'Start a run with its own parameter, and follow its log',
    lines: ["wxdi job start 'Load all' --name 'First run' --param region=apac --follow --interval 150ms"],
    claims: [
      ['the run ended Completed', "wxdi run get 'Load all' @latest --query state", 'Completed'],
      ['it ran with region=apac', `wxdi run get 'Load all' @latest ${region}`, 'apac'],
      ['the job still has region=emea', `wxdi job get 'Load all' ${region}`, 'emea'],
    ],
  },
  {
    title: 'Read the log of the finished run',
    lines: ["wxdi run logs 'Load all' @latest --tail 2"],
    claims: [['the service kept it', "wxdi run logs 'Load all' @latest --query 'length(@) > `2`'", true]],
  },
  {
    title: 'List its runs by state',
    lines: ["wxdi run list 'Load all' --state Completed"],
    claims: [
      ['the run completed', "wxdi run list 'Load all' --state Completed --query '[].name'", ['First run']],
      ['no run failed', "wxdi run list 'Load all' --state Failed --query '[].name'", []],
    ],
  },
  {
    title: 'Start a run while the network loses the answer: the run is found, and not started twice',
    lines: ["wxdi job start 'Load all' --name 'Second run' --wait --interval 150ms"],
    claims: [
      ['there is one such run', "wxdi run list 'Load all' --query \"[?name=='Second run'] | length(@)\"", 1],
      ['it ended Completed', "wxdi run get 'Load all' 'Second run' --query state", 'Completed'],
    ],
    breaks: { fault: 'POST runs: lose-answer', claim: 'the answer to its start was lost' },
  },
  {
    title: 'Start another run, and cancel it',
    lines: [
      "wxdi job start 'Load all' --name 'Third run' --wait --for Running --interval 150ms",
      "wxdi run cancel 'Load all' @active --wait",
    ],
    claims: [['it ended Canceled', "wxdi run get 'Load all' 'Third run' --query state", 'Canceled']],
  },
  {
    title: 'Run a StreamSets job, then reset its offset',
    lines: [
      `wxdi job create --name Stream --asset ${streamFlow}`,
      'wxdi job start Stream --wait --for Running --interval 150ms',
      'wxdi run cancel Stream @active --wait',
      'wxdi job reset-offset Stream',
    ],
    claims: [
      ['the next run reads from the beginning', 'wxdi job get Stream --query configuration.offset', null],
    ],
  },
  {
    title: 'Delete the jobs and their runs',
    lines: ["wxdi job delete --yes 'Load all' Stream"],
    claims: [['no job is left', "wxdi job list --query '[].name'", []]],
  },
];
