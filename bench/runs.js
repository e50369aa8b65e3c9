import { child } from './lib/child.js';

export const title = 'starting and waiting for 1,000 runs, 32 at a time, with the simulator on loopback';

const runs = 1_000;

export const rows = async () => {
  const simulator = await child(new URL('./lib/simulator.js', import.meta.url));
  const runner = await child(new URL('./lib/runner.js', import.meta.url), [JSON.stringify(simulator.first)]);
  // Warm-up: compiles the code and fills the caches.
  const warm = await runner.ask(runs);
  await simulator.ask('count');
  const { completed, left, cpu, heap } = await runner.ask(runs);
  const { all, polls } = await simulator.ask('count');
  for (const { end } of [runner, simulator]) end();
  if (completed !== runs) throw new Error(`${completed} of ${runs} runs completed`);
  return [
    { what: 'requests per run, without polls', value: (all - polls) / runs, goal: { atMost: 1 } },
    { what: 'polls per run of 60 ms', value: polls / runs },
    { what: 'CPU time per run', value: cpu, unit: ' us' },
    {
      what: 'timers, sockets and files left open',
      value: left.length,
      goal: { atMost: 0 },
      note: left.join(' '),
    },
    { what: 'heap growth', value: heap - warm.heap, unit: ' MB', goal: { atMost: 1 } },
  ];
};
