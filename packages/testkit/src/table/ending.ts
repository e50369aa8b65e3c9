import type { End, Ending, Kind } from './fault-case.js';

/** Exit codes of the command line: one for each kind of error, however it came about. */
const exitCodes: Readonly<Record<Kind | 'well', number>> = {
  well: 0,
  InvalidInput: 2,
  NotFound: 3,
  NotPermitted: 4,
  Refused: 5,
  Unavailable: 6,
  Undecodable: 7,
  OutcomeUnknown: 9,
  DeadlineExceeded: 124,
};

type More = Omit<Ending, 'end' | 'exit' | 'requests' | 'done'>;

/** Endings of one sort. The exit code follows from the kind, unless an exception names its own. */
const ending =
  (end: End, exit = exitCodes[end.split(',')[0] as Kind | 'well']) =>
  (requests: number, done?: number, more: More = {}): Ending => ({
    end,
    exit,
    requests,
    ...(done === undefined ? {} : { done }),
    ...more,
  });

export const well = ending('well');
/** Whether it happened cannot be told: never called failed. */
export const unknown = ending('OutcomeUnknown, unknown');
export const rejected = ending('Refused, rejected');
/** 501 and 505: no refusal of this request, since the service can never do what was asked. */
export const unsupported = ending('Refused, rejected', exitCodes.Unavailable);
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
