import { awaitRun, jobId, never, runId } from '@wxdi/core';

export const title =
  'awaiting a run over 1,000,000 polls in virtual time, against a plain loop over the same service';

const polls = 1_000_000;

const body = (state) => ({
  metadata: { name: 'job run', asset_id: 'run-1' },
  entity: { job_run: { job_ref: 'job-1', state, duration: 1 } },
});
const running = body('Running');
const completed = body('Completed');

/** A service whose run ends at the last poll, and a clock that passes in sleeps alone. */
const world = () => {
  let looks = 0;
  let now = 0;
  return {
    look: async () => ((looks += 1) < polls ? running : completed),
    sleep: async (ms) => void (now += ms),
    now: () => now,
  };
};

const plain = async () => {
  const { look, sleep } = world();
  for (;;) {
    const run = await look();
    if (run.entity.job_run.state !== 'Running') return;
    await sleep(1_000);
  }
};

const ours = async () => {
  const { look, sleep, now } = world();
  const api = { getRun: () => async () => ({ _tag: 'Right', right: await look() }) };
  const clock = { now, monotonic: now, sleep: (ms) => () => sleep(ms) };
  const ended = await awaitRun(
    jobId('job-1'),
    runId('run-1'),
  )({ api, clock, random: () => 0.5, cancel: never })();
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
      note: globalThis.gc ? '' : 'run with --expose-gc',
    },
    {
      what: 'awaitRun / plain loop',
      value: median(times.map((time) => time.ours.cpu / time.plain.cpu)),
      goal: { atMost: 5 },
    },
  ];
};
