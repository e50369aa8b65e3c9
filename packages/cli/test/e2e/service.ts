import type { LoggedRequest, Simulator, SimulatorOptions } from '@wxdi/simulator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '@wxdi/simulator';

/** A simulator for one test file, and the environment of processes that call it. */
export interface Service {
  readonly simulator: Simulator;
  /** The home folder of the processes, which also contains state, cache and configuration; removed by `close`. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Requests that started a run. */
  readonly starts: () => readonly LoggedRequest[];
  /** Ids of the runs of a job, oldest first. */
  readonly runsOf: (job: string) => readonly string[];
  readonly close: () => Promise<void>;
}

export const startService = async (options: SimulatorOptions = {}): Promise<Service> => {
  const simulator = await startSimulator({ speed: 50, ...options });
  const home = await mkdtemp(join(tmpdir(), 'wxdi-cli-'));
  return {
    simulator,
    home,
    env: {
      HOME: home,
      WXDI_URL: simulator.url,
      WXDI_PROJECT_ID: simulator.projectId,
      WXDI_BEARER_TOKEN: simulator.token,
    },
    starts: () =>
      simulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/runs')),
    runsOf: (job) =>
      (simulator.inspect().jobs.find(({ id, name }) => id === job || name === job)?.runs ?? []).map(
        ({ id }) => id,
      ),
    close: async () => {
      await simulator.close();
      await rm(home, { recursive: true, force: true });
    },
  };
};
