import type { Fault } from '../faults/fault.js';

/** How a call ends: well, or by the kind and the outcome of its error. */
export type End = 'well' | `${Kind}, ${'not-sent' | 'rejected' | 'unknown'}`;

type Kind =
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
  /** How often the call was sent; of a call that needs several requests, all of them. Attempts, where none arrives. */
  readonly requests: number;
  /** Runs that exist afterwards. */
  readonly runs?: number;
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
  /** How late a start arrives, though its connection is gone. */
  readonly lateMs?: number;
  /** The service keeps no name of a run, and so much of its description. */
  readonly keeps?: number;
  /** Somebody else starts a run at the same time. */
  readonly foreign?: boolean;
}

/** One form of a fault: what happens, and how a call ends that is safe to repeat, and a start. */
export interface FaultCase {
  readonly form: string;
  /** What befalls the request of the call itself. */
  readonly fault?: Fault;
  /** What befalls requests by their routes. */
  readonly script?: readonly Fault[] | Readonly<Record<'read' | 'start', readonly Fault[]>>;
  /** What no script can say; whoever plays the table knows its scenes by name. */
  readonly scene?: Scene;
  readonly service?: Circumstances;
  readonly read?: Ending;
  readonly start?: Ending;
}

export interface FaultRow {
  /** Its number in the list of faults that library and command line must survive. */
  readonly number: number;
  readonly name: string;
  readonly cases: readonly FaultCase[];
}

/** Scenes that need more than a script: other places, other callers, other times. */
export type Scene =
  | 'name not found'
  | 'port refuses'
  | 'connect hangs'
  | 'TLS hangs'
  | 'kept connection'
  | 'proxy 407'
  | 'proxy 502'
  | 'tunnel reset'
  | 'certificate self-signed'
  | 'certificate expired'
  | 'certificate of another host'
  | 'fifty callers'
  | 'token revoked'
  | 'every token refused'
  | 'token expires'
  | 'token expires while paging'
  | 'token expires while waiting'
  | 'token service'
  | 'two hundred callers'
  | 'list'
  | 'list without end'
  | 'wall clock jumps ahead'
  | 'wall clock jumps back'
  | 'process stopped'
  | 'wait'
  | 'wait with a deadline'
  | 'outage of four minutes'
  | 'outage of six minutes'
  | 'run deleted'
  | 'killed, then again'
  | 'killed, then resent'
  | 'two processes'
  | 'no folder for the journal'
  | 'damaged journal'
  | 'leftovers of a dead process'
  | 'id ..'
  | 'id with an encoded slash'
  | 'id with a line break'
  | 'names with escapes'
  | 'log line of 1 MB';

export const row = (number: number, name: string, ...cases: readonly FaultCase[]): FaultRow => ({
  number,
  name,
  cases,
});

/** The first request of the call meets the fault, all others are served well. */
export const once = (form: string, fault: Fault, read?: Ending, start?: Ending): FaultCase => ({
  form,
  fault,
  ...endings(read, start),
});

/** Every request of the call meets the fault. */
export const always = (form: string, fault: Fault, read?: Ending, start?: Ending): FaultCase =>
  once(form, { ...fault, call: 'every' }, read, start);

export const played = (form: string, scene: Scene, read?: Ending, start?: Ending): FaultCase => ({
  form,
  scene,
  ...endings(read, start),
});

export const endings = (read?: Ending, start?: Ending): Pick<FaultCase, 'read' | 'start'> => ({
  ...(read === undefined ? {} : { read }),
  ...(start === undefined ? {} : { start }),
});

type More = Omit<Ending, 'end' | 'requests' | 'runs'>;
const ending =
  (end: End) =>
  (requests: number, runs?: number, more: More = {}): Ending => ({
    end,
    requests,
    ...(runs === undefined ? {} : { runs }),
    ...more,
  });

export const well = ending('well');
/** Whether it happened cannot be told: never called failed, never sent again. */
export const unknown = ending('OutcomeUnknown, unknown');
export const rejected = ending('Refused, rejected');
export const unsent = ending('Unavailable, not-sent');
export const unavailable = ending('Unavailable, unknown');
export const undecodable = ending('Undecodable, unknown');
/** A certificate that is not accepted is no passing trouble. */
export const notTrusted = ending('Unavailable, rejected');
export const notPermitted = ending('NotPermitted, rejected');
export const notLetIn = ending('NotPermitted, not-sent');
export const notFound = ending('NotFound, rejected');
export const invalid = ending('InvalidInput, not-sent');
export const late = ending('DeadlineExceeded, not-sent');
