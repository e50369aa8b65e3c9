export { createSimulator, startSimulator } from './kit/simulator.js';
export type {
  CreateSimulatorOptions,
  Simulator,
  SimulatorConnection,
  SimulatorOptions,
  TestSimulator,
} from './kit/simulator.js';
export type { ServerOptions, SimulatorServer } from './http/server.js';
export { virtualClock } from './kit/clock.js';
export type { Cancel, Clock, VirtualClock, VirtualClockOptions } from './kit/clock.js';
export type { LoggedRequest } from './kit/ledger.js';
export type { SimulatorTransport, TransportRequest, TransportResult } from './kit/transport.js';
export { describeFault } from './rules/describe.js';
export { parseFault } from './rules/parse.js';
export type { Fault, FaultAction, FaultRule } from './rules/rule.js';
export type { Duration } from './model/duration.js';
export type { InspectedJob, InspectedRun, Inspection } from './model/inspect.js';
export type { NextRunPlan } from './model/next-run.js';
export type { Config, FlowSeed, JobSeed, ModelOptions, RunSeed } from './model/options.js';
export { matches, readLucene, type Indexed, type Lucene } from './model/lucene.js';
export type { Outcome, PlanChoice, ResolvedPlan, RunPlan } from './model/plans.js';
export { defaultQuirks, type ListOrder, type Quirks, type RefusedDelete } from './model/quirks.js';
export { step } from './model/router.js';
export type { LogLine, PlannedState } from './model/scripted.js';
export { createState } from './model/seed.js';
export type { JobRecord, NextRun, Parameter, RunRecord, Scope, SimState } from './model/state.js';
export type { Stepped } from './model/step.js';
export type { RunState } from './model/states.js';
export type { SimRequest, SimResponse } from './model/wire.js';
