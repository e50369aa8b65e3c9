import { isAbout, readTarget } from '../rules/target.js';

/** One entry of the request log. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The parsed body of the request; `undefined` if it had none. */
  readonly body: unknown;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Status of the answer, also of one that was lost; 0 if the request was lost before it took effect. */
  readonly status: number;
  /** The body of the answer, of the latest 1,000 requests. */
  readonly answer: unknown;
  /** The rules that it met, as text. */
  readonly faults: readonly string[];
}

export interface Ledger {
  readonly add: (entry: LoggedRequest) => void;
  /** The requests so far, oldest first: all, or those of a target such as `POST runs`. */
  readonly requests: (target?: string) => readonly LoggedRequest[];
}

/** The minimum number of latest requests that are kept. */
const mostRequests = 100_000;

/** The number of latest requests whose answers are kept. */
const mostAnswers = 1_000;

export const createLedger = (): Ledger => {
  const entries: LoggedRequest[] = [];
  return {
    add: (entry) => {
      entries.push(entry);
      const old = entries.length - mostAnswers - 1;
      const oldest = entries[old];
      if (oldest !== undefined) entries[old] = { ...oldest, answer: undefined };
      if (entries.length > 2 * mostRequests) entries.splice(0, mostRequests);
    },
    requests: (target) => {
      if (target === undefined) return [...entries];
      const wanted = readTarget(target);
      return entries.filter((entry) => isAbout(wanted, entry));
    },
  };
};
