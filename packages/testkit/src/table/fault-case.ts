import type { Fault } from '../faults/fault.js';
import type { Scene } from './scene.js';
import { unknown, well } from './ending.js';

/** The calls of the table: one that is safe to repeat, two that must never be, and one that is settled by looking. */
export type Call = 'read' | 'start' | 'create' | 'delete';
export const calls: readonly Call[] = ['read', 'start', 'create', 'delete'];

/** How a call ends: well, or by the kind and the outcome of its error. */
export type End = 'well' | `${Kind}, ${'not-sent' | 'rejected' | 'unknown'}`;

export type Kind =
  | 'DeadlineExceeded'
  | 'InvalidInput'
  | 'NotFound'
  | 'NotPermitted'
  | 'OutcomeUnknown'
  | 'Refused'
  | 'Unavailable'
  | 'Undecodable';

/** What a fault may lead to, and must. */
export interface Ending {
  readonly end: End;
  /** Exit code of the command line. */
  readonly exit: number;
  /** How often the call was sent; of a call that needs several requests, all of them. Attempts, where none arrives. */
  readonly requests: number;
  /** How often it took effect: runs or jobs that there are because of it, or jobs that are gone. */
  readonly done?: number;
  /** Requests for tokens. */
  readonly tokens?: number;
  /** Rows of a listing. */
  readonly rows?: number;
  /** Waits between attempts, in milliseconds, where chance is always one half. */
  readonly waits?: readonly number[];
}

/** The service, as far as it is not as usual. Its times are virtual. */
export interface Circumstances {
  /** How long a new run is missing from the list. */
  readonly lagMs?: number;
  /** How late a start or a creation arrives, though its connection is gone. */
  readonly lateMs?: number;
  /** The service keeps no name of a run, and so much of its description. */
  readonly keeps?: number;
  /** Somebody else starts a run at the same time. */
  readonly foreign?: boolean;
  /** A job of the name that is to be created is there from the beginning: one like it, or another one. */
  readonly namesake?: 'like' | 'unlike';
  /** How many jobs there are at the beginning; default: 1. */
  readonly jobs?: number;
}

/** One form of a fault: what happens, and how each call ends that it befalls. */
export interface FaultCase extends Readonly<Partial<Record<Call, Ending>>> {
  readonly form: string;
  /** What befalls the request of the call itself. */
  readonly fault?: Fault;
  /** What befalls requests by their routes. */
  readonly script?: readonly Fault[] | Readonly<Record<Call, readonly Fault[]>>;
  /** What no script can say; whoever plays the table knows its scenes by name. */
  readonly scene?: Scene;
  readonly service?: Circumstances;
}

export interface FaultRow {
  /** Its number in the list of faults that library and command line must survive. */
  readonly number: number;
  readonly name: string;
  readonly cases: readonly FaultCase[];
}

export const row = (number: number, name: string, ...cases: readonly FaultCase[]): FaultRow => ({
  number,
  name,
  cases,
});

const isUnknown = (ending: Ending | undefined): boolean => ending?.end === 'OutcomeUnknown, unknown';

/**
 * The first request of the call meets the fault, all others are served well. To create a job ends as a start does, by
 * the same recipe. So does to delete one, whose answer is made up for by a look; but where it is not in effect, it is
 * sent again.
 */
export const once = (
  form: string,
  fault: Fault,
  read?: Ending,
  start?: Ending,
  create = start,
  remove = isUnknown(create) ? well(2, 1) : create,
): FaultCase => ({ form, fault, ...endings(read, start, create, remove) });

/** Every request of the call meets the fault. A delete that never gets through is sent four times. */
export const always = (
  form: string,
  fault: Fault,
  read?: Ending,
  start?: Ending,
  create = start,
  remove = isUnknown(create) ? unknown(4, 0) : create,
): FaultCase => once(form, { ...fault, call: 'every' }, read, start, create, remove);

/** Whoever plays the table knows the scene: every call that it says the end of. */
export const played = (form: string, scene: Scene, ...ends: Ends): FaultCase => ({
  form,
  scene,
  ...endings(...ends),
});

/** In the order of the calls. */
type Ends = readonly [read?: Ending, start?: Ending, create?: Ending, remove?: Ending];

export const endings = (...ends: Ends): Pick<FaultCase, Call> =>
  Object.fromEntries(
    calls.flatMap((call, i) => {
      const end = ends[i];
      return end === undefined ? [] : [[call, end]];
    }),
  );
