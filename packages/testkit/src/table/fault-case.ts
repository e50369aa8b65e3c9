import type { Fault } from '@wxdi/simulator/faults';
import type { Ending } from './ending.js';
import type { Scene } from './scene.js';

/**
 * The calls of the table: reading a job, which is safe to repeat; starting a run and creating a job, which must never
 * be repeated blindly; deleting a job, which is read back after a lost answer.
 */
export type Call = 'read' | 'start' | 'create' | 'delete';
export const calls: readonly Call[] = ['read', 'start', 'create', 'delete'];

/** How the service differs from its defaults. All times are virtual. */
export interface Circumstances {
  /** How long a new run is missing from the list. */
  readonly lagMs?: number;
  /** How late a start or a creation arrives, although its connection is gone. */
  readonly lateMs?: number;
  /** The service keeps no run name, and only this many characters of the description. */
  readonly keeps?: number;
  /** Runs fail. */
  readonly fails?: boolean;
  /** Another user starts a run at the same time. */
  readonly foreign?: boolean;
  /** A job with the name of the new job exists from the beginning: an identical job, or a different one. */
  readonly namesake?: 'like' | 'unlike';
  /** Number of jobs at the beginning; default: 1. */
  readonly jobs?: number;
}

/** A script of faults for each call. */
export type ScriptByCall = Readonly<Record<Call, readonly Fault[]>>;

/** One form of a fault: what happens, and how each call ends. A call without an ending is not played. */
export interface FaultCase extends Readonly<Partial<Record<Call, Ending>>> {
  /** Empty if the fault has only one form. */
  readonly form: string;
  /** Hits the first request of the call itself. */
  readonly fault?: Fault;
  /** Hits every request of the call itself. */
  readonly everyRequest?: Fault;
  /** Hits requests by route. */
  readonly script?: readonly Fault[] | ScriptByCall;
  /** What a script cannot express. The tests implement each scene by name. */
  readonly scene?: Scene;
  readonly service?: Circumstances;
}

/** One fault of the list. */
export interface FaultRow {
  /** Its number in the list of faults that the library and the command line must survive. */
  readonly number: number;
  readonly name: string;
  readonly cases: readonly FaultCase[];
}
