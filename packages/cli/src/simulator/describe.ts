import type * as Simulators from '@wxdi/simulator';
import type { Simulator, SimulatorOptions } from '@wxdi/simulator';

/** What the simulator has and will do, in lines. */
export const describeSimulator = (
  { changedQuirks, describeFault }: typeof Simulators,
  simulator: Simulator,
  { faults = [], nextRuns = [] }: SimulatorOptions,
): readonly string[] => {
  const { jobs } = simulator.inspect();
  const runs = jobs.reduce((sum, job) => sum + job.runs.length, 0);
  const { quirks, projects, seed } = simulator.state().config;
  return [
    `seed ${seed}: ${counted(jobs.length, 'job')} and ${counted(runs, 'run')}`,
    ...Object.entries(projects).map(([id, name]) => `project ${name}: ${id}`),
    ...changedQuirks(quirks).map((quirk) => `quirk ${quirk}`),
    ...faults.map((fault) => `fault ${describeFault(fault)}`),
    ...(nextRuns.length === 0 ? [] : [counted(nextRuns.length, 'scripted run')]),
  ];
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
