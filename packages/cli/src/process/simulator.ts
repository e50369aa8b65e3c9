import type { Simulator, SimulatorOptions } from '@wxdi/simulator';

/** Starts the stand-in for the service. */
export type StartSimulator = (options: SimulatorOptions) => Promise<Simulator>;
export type { SimulatorOptions };
