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
        { outcome: 'hangs', startingMs: 500, cancelingMs: 700 },
      ],
    },
    [streamFlow]: {
      type: 'streamsets_flow',
      plan: { outcome: 'streams', startingMs: 400, cancelingMs: 400, rows: 500 },
    },
  },
};

/** A claim, and a command line whose JSON output must be `expected`. */
interface Check {
  readonly claim: string;
  readonly line: string;
  readonly expected: unknown;
}

interface Step {
  readonly title: string;
  readonly lines: readonly string[];
  readonly checks: readonly Check[];
}

const job = "'Load customers'";
const renamed = "'Load all customers'";
const stream = "'Click stream'";
const valueOf = (name: string) => `--query "parameters[?name=='${name}'].value | [0]"`;

/** The life of a job, as command lines. */
export const steps: readonly Step[] = [
  {
    title: 'Create a job for a flow',
    lines: [`wxdi job create --name ${job} --asset ${batchFlow} --param region=emea`],
    checks: [
      { claim: 'it has region=emea', line: `wxdi job get ${job} ${valueOf('region')}`, expected: 'emea' },
    ],
  },
  {
    title: 'List the jobs, and find one by name',
    lines: ['wxdi job list', `wxdi job get ${job}`],
    checks: [
      { claim: 'it is in the list', line: "wxdi job list --query '[].name'", expected: ['Load customers'] },
    ],
  },
  {
    title: 'Update it',
    lines: [`wxdi job update ${job} --name ${renamed} --description 'Every region'`],
    checks: [
      {
        claim: 'it has the new description',
        line: `wxdi job get ${renamed} --query description`,
        expected: 'Every region',
      },
      {
        claim: 'its parameter is unchanged',
        line: `wxdi job get ${renamed} ${valueOf('region')}`,
        expected: 'emea',
      },
    ],
  },
  {
    title: 'Start a run with its own parameter, and follow its log',
    lines: [`wxdi job start ${renamed} --name 'First run' --param region=apac --follow --interval 150ms`],
    checks: [
      {
        claim: 'the run ended Completed',
        line: `wxdi run get ${renamed} @latest --query state`,
        expected: 'Completed',
      },
      {
        claim: 'it ran with region=apac',
        line: `wxdi run get ${renamed} @latest ${valueOf('region')}`,
        expected: 'apac',
      },
      {
        claim: 'the job still has region=emea',
        line: `wxdi job get ${renamed} ${valueOf('region')}`,
        expected: 'emea',
      },
    ],
  },
  {
    title: 'Read the log of the finished run',
    lines: [`wxdi run logs ${renamed} @latest --tail 2`],
    checks: [
      {
        claim: 'the service kept the log',
        line: `wxdi run logs ${renamed} @latest --query 'length(@) > \`2\`'`,
        expected: true,
      },
    ],
  },
  {
    title: 'List its runs by state',
    lines: [`wxdi run list ${renamed} --state Completed`],
    checks: [
      {
        claim: 'the run is listed as Completed',
        line: `wxdi run list ${renamed} --state Completed --query '[].name'`,
        expected: ['First run'],
      },
      {
        claim: 'no run is listed as Failed',
        line: `wxdi run list ${renamed} --state Failed --query '[].name'`,
        expected: [],
      },
    ],
  },
  {
    title: 'Start a second run, and cancel it',
    lines: [
      `wxdi job start ${renamed} --name 'Second run' --wait --for Running --interval 150ms`,
      `wxdi run cancel ${renamed} @active --wait`,
    ],
    checks: [
      {
        claim: 'it ended Canceled',
        line: `wxdi run get ${renamed} 'Second run' --query state`,
        expected: 'Canceled',
      },
    ],
  },
  {
    title: 'Run a StreamSets job, then reset its offset',
    lines: [
      `wxdi job create --name ${stream} --asset ${streamFlow}`,
      `wxdi job start ${stream} --wait --for Running --interval 150ms`,
      `wxdi run cancel ${stream} @active --wait`,
      `wxdi job reset-offset ${stream}`,
    ],
    checks: [
      {
        claim: 'the next run reads from the beginning',
        line: `wxdi job get ${stream} --query 'configuration.offset'`,
        expected: null,
      },
    ],
  },
  {
    title: 'Delete the jobs and their runs',
    lines: [`wxdi job delete --yes ${renamed} ${stream}`],
    checks: [{ claim: 'no job is left', line: "wxdi job list --query '[].name'", expected: [] }],
  },
];
