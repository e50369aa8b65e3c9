import type { Simulator, SimulatorOptions } from '@wxdi/simulator';
import { createClient, createNodeTransport } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { main } from '../../src/main.js';
import { contextFor, type Ended, type World } from './context.js';

export interface Simulated {
  readonly simulator: Simulator;
  /** Runs a command line in this process against the simulator, over HTTP on loopback. */
  run(argv: readonly string[], world?: World): Promise<Ended>;
  /** Methods and paths of requests that may change something. */
  mutations(): readonly string[];
}

/** A simulator, and command lines against it. */
export const simulated = async (options: SimulatorOptions = {}): Promise<Simulated> => {
  const simulator = await startSimulator(options);
  const env = {
    WXDI_URL: simulator.url,
    WXDI_PROJECT_ID: simulator.projectId,
    WXDI_AUTH_TYPE: 'bearertoken',
    WXDI_BEARER_TOKEN: simulator.token,
  };
  return {
    simulator,
    run: async (argv, world = {}) => {
      const { context, started } = contextFor(argv, { ...world, env: { ...env, ...world.env } });
      const code = await main({
        ...context,
        connect: async (given) =>
          createClient({ ...given, ...(world.network && { transport: world.network }) }),
        openTransport: async (given) => createNodeTransport(given),
      });
      return { code, out: started.out(), err: started.err() };
    },
    mutations: () =>
      simulator
        .requests()
        .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search'))
        .map(({ method, path }) => `${method} ${path}`),
  };
};
