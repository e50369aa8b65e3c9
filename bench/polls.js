import { awaitRun, jobId, never, runId } from '@wxdi/core';

export const title =
  'awaiting a run over 1,000,000 polls in virtual time, against a plain async loop over the same ports';

const polls = 1_000_000;

const body = (state) => ({
  metadata: { name: 'job run', asset_id: 'run-1' },
  entity: { job_run: { job_ref: 'job-1', state, duration: 1 } },
});
const running = body('Running');
const completed = body('Completed');

/** The ports of a world in which the run ends at the last poll, and time passes in sleeps alone. */
const world = () => {
  let looks = 0;
  let time = 0;
  const now = () => time;
  const look = async () => ({ _tag: 'Right', right: (looks += 1) < polls ? running : completed });
  const sleep = (ms) => async () => void (time += ms);
  return {
    api: { getRun: () => look },
    clock: { now, monotonic: now, sleep },
    random: () => 0.5,
    cancel: never,
  };
};

/** What a caller would write who needs no more than the end: the same calls of the same ports. */
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
