import type { Duration } from '../model/duration.js';

/** What happens to a request: an action, or the status of the answer, from 400 to 599. */
export type FaultAction =
  /** The request takes effect, and its answer is lost. */
  | 'lose-answer'
  /** The request is lost before it takes effect. */
  | 'lose-request'
  /** The request takes effect; its answer ends in the middle of the body. */
  | 'cut-answer'
  /** Every token that was issued before has expired: the request is answered with 401. */
  | 'expire'
  /** A page of HTML with status 200, as of a proxy that asks for a login. */
  | 'html'
  /** The request and its answer are late. */
  | 'delay'
  | number;

/** A fault by rule. As text: `POST runs: lose-answer x2`. */
export interface FaultRule {
  /** The requests: a method, a place or both, e.g. `POST runs`, `GET *`, `token`, `/v2/jobs/*`. */
  readonly on: string;
  readonly does: FaultAction;
  /** How long a `delay` is. */
  readonly delay?: Duration | undefined;
  /**
   * The number of requests that meet it, or `every`. Default: 1; for a delay and for a fault with a chance: `every`.
   */
  readonly times?: number | 'every' | undefined;
  /** The probability of each request to meet it, from 0 to 1. The seed of the simulator decides which. */
  readonly chance?: number | undefined;
  /** Value of the header Retry-After, for a status. */
  readonly retryAfter?: Duration | undefined;
  /** Whether a request that is answered with a status takes effect all the same. */
  readonly processed?: boolean | undefined;
  /** Begins this long after the rule was given. */
  readonly after?: Duration | undefined;
  /** Ends this long after it began. */
  readonly lasts?: Duration | undefined;
}

/** A fault as text, or as an object. */
export type Fault = string | FaultRule;

export const actions: readonly string[] = [
  'lose-answer',
  'lose-request',
  'cut-answer',
  'expire',
  'html',
  'delay',
] satisfies readonly FaultAction[];
