/** How a call ends: ok, or with the kind and the outcome of its error. */
export type End = 'ok' | `${Kind}, ${'not-sent' | 'rejected' | 'unknown' | 'started'}`;

type Kind =
  | 'DeadlineExceeded'
  | 'InvalidInput'
  | 'NotFound'
  | 'NotPermitted'
  | 'OutcomeUnknown'
  | 'Refused'
  | 'Unavailable'
  | 'Undecodable';

/** What is counted of a call. Members that are left out are not checked. */
interface Counts {
  /**
   * How many times the request was sent; for a call that needs several requests, all of them. Where no request can
   * reach the service, the number of attempts.
   */
  readonly requests: number;
  /** Runs that exist after a start. */
  readonly runs?: number;
  /** Jobs that exist after a creation, beside those that existed before. */
  readonly jobs?: number;
  /** Jobs that are gone after a deletion. */
  readonly deleted?: number;
  /** Requests for tokens. */
  readonly tokens?: number;
  /** Rows of a listing. */
  readonly rows?: number;
  /** Waits between attempts, in milliseconds, with a jitter that is always one half. */
  readonly waits?: readonly number[];
}

/** The only permitted result of a call under a fault. */
export interface Ending extends Counts {
  readonly end: End;
  /** Exit code of the command line. */
  readonly exit: number;
}

const exitCodes: Readonly<Record<Kind | 'ok', number>> = {
  ok: 0,
  InvalidInput: 2,
  NotFound: 3,
  NotPermitted: 4,
  Refused: 5,
  Unavailable: 6,
  Undecodable: 7,
  OutcomeUnknown: 9,
  DeadlineExceeded: 124,
};

const ending =
  (end: End, exit: number) =>
  (counts: Counts): Ending => ({ end, exit, ...counts });

export const ok = ending('ok', exitCodes.ok);
/** Nobody knows whether the request took effect. Never reported as failed. */
export const unknown = ending('OutcomeUnknown, unknown', exitCodes.OutcomeUnknown);
export const rejected = ending('Refused, rejected', exitCodes.Refused);
/** 501 and 505: the service does not support the request at all, so the exit code is that of Unavailable. */
export const unsupported = ending('Refused, rejected', exitCodes.Unavailable);
export const notSent = ending('Unavailable, not-sent', exitCodes.Unavailable);
export const unavailable = ending('Unavailable, unknown', exitCodes.Unavailable);
export const undecodable = ending('Undecodable, unknown', exitCodes.Undecodable);
/** A journal that cannot be read: it will not be readable later either. */
export const damaged = ending('Undecodable, not-sent', exitCodes.Undecodable);
/** A certificate that is not accepted is a permanent error. */
export const notTrusted = ending('Unavailable, rejected', exitCodes.Unavailable);
export const notPermitted = ending('NotPermitted, rejected', exitCodes.NotPermitted);
export const notAuthenticated = ending('NotPermitted, not-sent', exitCodes.NotPermitted);
export const notFound = ending('NotFound, rejected', exitCodes.NotFound);
/** The run of a key was deleted. */
export const gone = ending('NotFound, not-sent', exitCodes.NotFound);
export const invalid = ending('InvalidInput, not-sent', exitCodes.InvalidInput);
/** The run was started, and the wait for it ended early. */
export const deadlineExceeded = ending('DeadlineExceeded, started', exitCodes.DeadlineExceeded);
export const lostSight = ending('Unavailable, started', exitCodes.Unavailable);
/** Only reads were under way when the time limit passed. */
export const deadlineBefore = ending('DeadlineExceeded, not-sent', exitCodes.DeadlineExceeded);
/** A change other than a start was under way when the time limit passed. */
export const deadlineInDoubt = ending('DeadlineExceeded, unknown', exitCodes.DeadlineExceeded);
