import { serve, type ServerOptions, type SimulatorServer } from '../http/server.js';
import type { Inspection } from '../model/inspect.js';
import type { NextRunPlan } from '../model/next-run.js';
import { durationOf, type Duration } from '../model/duration.js';
import { hash32 } from '../model/ids.js';
import { checkQuirks } from '../model/quirk-values.js';
import type { Quirks } from '../model/quirks.js';
import type { SimState } from '../model/state.js';
import type { Fault } from '../rules/rule.js';
import { checkOptions } from './check.js';
import type { CreateSimulatorOptions } from './options.js';
import { realClock, virtualClock, type Clock, type VirtualClock } from './clock.js';
import type { LoggedRequest } from './ledger.js';
import { createService, type Service } from './service.js';
import { transportOf, type SimulatorTransport } from './transport.js';

/** Options for `createClient` of @wxdi/sdk: the service, its first project, a credential, and the time. */
export interface SimulatorConnection {
  readonly url: string;
  readonly project: string;
  readonly auth: { readonly type: 'bearertoken'; readonly token: string };
  readonly transport: SimulatorTransport;
  readonly clock: Clock;
  /** Depends on the seed only, so that a run of a test can be repeated. */
  readonly random: () => number;
}

/** A simulator in this process. */
export interface TestSimulator {
  readonly connection: SimulatorConnection;
  readonly transport: SimulatorTransport;
  readonly clock: Clock;
  readonly token: string;
  readonly apiKey: string;
  readonly projectId: string;
  readonly spaceId: string;
  /** The requests so far, oldest first: all, or those of a target such as `POST runs`. */
  requests(target?: string): readonly LoggedRequest[];
  /** The current jobs and runs, for assertions. */
  inspect(): Inspection;
  /** The state of the model itself. */
  state(): SimState;
  /** Changes switches. */
  setQuirks(quirks: Partial<Quirks>): void;
  /** Adds faults, after those that are there. */
  addFaults(...faults: readonly Fault[]): void;
  /** Decides what the next run does: of any job, or of one. Several are taken in order. */
  nextRun(plan: NextRunPlan): void;
  /**
   * Lets time pass: sleeps of the program under test end when they are due, schedules start runs, and runs continue.
   * Not with the real time or a clock of your own.
   */
  advance(duration: Duration): Promise<void>;
  /** Throws an error that names each fault that was not met as often as its rule says. */
  verify(): void;
  /** Serves the same simulator on 127.0.0.1, too. */
  listen(options?: ServerOptions): Promise<Simulator>;
}

/** A simulator that listens on 127.0.0.1. */
export interface Simulator extends TestSimulator, SimulatorServer {}

/** Options of `startSimulator`. The default of `clock` is `real`. */
export interface SimulatorOptions extends CreateSimulatorOptions, ServerOptions {
  /** The wall clock, in milliseconds since the epoch, for the real time. Default: `Date.now`. */
  readonly now?: () => number;
}

/**
 * Creates a simulator in this process, without a socket. All times are virtual, so that no test waits.
 *
 * @example
 * const sim = createSimulator({ jobs: [{ name: 'Load' }], faults: ['POST runs: lose-answer'] });
 * const client = createClient(sim.connection);
 * const job = await client.jobs.find('Load');
 * const run = await client.jobs.start(job.id);
 * expect((await run.wait()).run.state).toBe('Completed');
 * expect(sim.inspect().jobs[0].runs).toHaveLength(1);
 * sim.verify();
 */
export const createSimulator = ({
  faults = [],
  nextRuns = [],
  clock = 'virtual',
  ...options
}: CreateSimulatorOptions = {}): TestSimulator => {
  checkOptions({ ...options, faults, nextRuns });
  const { time, pass } = timeOf(clock);
  const service = createService(options, faults, time);
  for (const plan of nextRuns) service.nextRun(plan);
  return simulatorOf(service, pass);
};

/** Starts a simulator on 127.0.0.1, in real time. */
export const startSimulator = async ({
  now,
  port,
  maxBodyBytes,
  cors,
  ...options
}: SimulatorOptions = {}): Promise<Simulator> => {
  const clock = options.clock ?? realClock(now);
  const simulator = createSimulator({ ...options, clock });
  return await simulator.listen({ ...given({ port, maxBodyBytes, cors }) });
};

const given = <Options extends object>(
  options: Options,
): { [Name in keyof Options]?: NonNullable<Options[Name]> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;

interface Time {
  readonly time: Clock;
  readonly pass: VirtualClock['pass'] | undefined;
}

const timeOf = (clock: NonNullable<CreateSimulatorOptions['clock']>): Time => {
  if (clock === 'real') return { time: realClock(), pass: undefined };
  if (typeof clock === 'string') {
    if (clock !== 'virtual' && clock !== 'manual')
      throw new RangeError(`clock: use virtual, manual, real or a clock, not "${String(clock)}"`);
    const time = virtualClock({ manual: clock === 'manual' });
    return { time, pass: time.pass };
  }
  return { time: clock, pass: 'pass' in clock ? (clock as VirtualClock).pass : undefined };
};

const simulatorOf = (service: Service, pass: Time['pass']): TestSimulator => {
  const { config } = service.state();
  const transport = transportOf(service);
  const { token, apiKey, projectId, spaceId, seed } = config;
  let drawn = 0;
  const simulator: TestSimulator = {
    connection: {
      url: 'https://simulator.invalid',
      project: projectId,
      auth: { type: 'bearertoken', token },
      transport,
      clock: service.clock,
      random: () => hash32(`${seed}/random/${(drawn += 1)}`) / 2 ** 32,
    },
    transport,
    clock: service.clock,
    token,
    apiKey,
    projectId,
    spaceId,
    requests: service.requests,
    inspect: service.inspect,
    state: service.state,
    setQuirks: (quirks) => {
      checkQuirks(quirks);
      service.setQuirks(quirks);
    },
    addFaults: (...faults) => service.addFaults(faults),
    nextRun: service.nextRun,
    advance: async (duration) => {
      if (pass === undefined)
        throw new Error('advance needs the clock virtual or manual: this one cannot be advanced');
      await pass(durationOf('advance', duration));
    },
    verify: () => {
      const lacking = service.unmet();
      if (lacking.length > 0) throw new Error(`faults that were not met:\n${lacking.join('\n')}`);
    },
    listen: async (options) => ({ ...simulator, ...(await serve(service, options)) }),
  };
  return simulator;
};
