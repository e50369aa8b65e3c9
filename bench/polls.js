import { awaitRun, jobId, never, runId } from '@wxdi/core';

export const title =
  'waiting for a run with 1,000,000 polls in virtual time, relative to a plain async loop with the same ports';

const polls = 1_000_000;

const body = (state) => ({
  metadata: { name: 'job run', asset_id: 'run-1' },
  entity: { job_run: { job_ref: 'job-1', state, duration: 1 } },
});
const running = body('Running');
const completed = body('Completed');

/** Ports with virtual time, which advances only in sleeps. The run ends at the last poll. */
const world = () => {
  let count = 0;
  let time = 0;
  const now = () => time;
  const getRun = async () => ({ _tag: 'Right', right: (count += 1) < polls ? running : completed });
  const sleep = (ms) => async () => void (time += ms);
  return {
    api: { getRun: () => getRun },
    clock: { now, monotonic: now, sleep },
    random: () => 0.5,
    cancel: never,
  };
};

/** The simplest loop that waits for the end, with the same calls of the same ports. */
const plain = async () => {
  const { api, clock, cancel } = world();
  for (;;) {
    const { right } = await api.getRun({ path: { job_id: 'job-1', run_id: 'run-1' } }, cancel)();
    if (right.entity.job_run.state !== 'Running') return;
    await clock.sleep(30_000, cancel)();
  }
};

const ours = async () => {
  const ended = await awaitRun(jobId('job-1'), runId('run-1'))(world())();
  if (ended.right?.state !== 'Completed') throw new Error('the run did not end');
};

const measure = async (work) => {
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  globalThis.gc?.();
  return { cpu: user + system, heap: process.memoryUsage().heapUsed - heap };
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export const rows = async () => {
  const times = [];
  for (let i = 0; i < 5; i += 1) times.push({ plain: await measure(plain), ours: await measure(ours) });
  const grown = Math.max(...times.map((time) => time.ours.heap)) / 1e6;
  return [
    {
      what: 'heap growth',
      value: grown,
      unit: ' MB',
      goal: { atMost: 5 },
      note: globalThis.gc ? '' : 'needs --expose-gc',
    },
    {
      what: 'awaitRun / plain loop',
      value: median(times.map((time) => time.ours.cpu / time.plain.cpu)),
      goal: { atMost: 30 },
    },
  ];
};
