import type { ApiReason, AttemptClass } from './api-error.js';

interface Verdict {
  readonly class: AttemptClass;
  readonly reason: ApiReason;
}

const unsent = (reason: ApiReason): Verdict => ({ class: 'unsent', reason });
const refused = (reason: ApiReason): Verdict => ({ class: 'refused', reason });
const ambiguous: Verdict = { class: 'ambiguous', reason: 'server' };

/** Statuses with a verdict of their own. */
const byStatus: Readonly<Record<number, Verdict>> = {
  401: unsent('unauthenticated'),
  403: refused('forbidden'),
  404: refused('not-found'),
  408: ambiguous,
  409: refused('conflict'),
  421: unsent('throttled'),
  425: unsent('throttled'),
  429: unsent('throttled'),
  501: refused('rejected'),
  505: refused('rejected'),
};

/** The verdict on a status that is not 2xx. */
export const classifyStatus = (status: number): Verdict => {
  const verdict = byStatus[status];
  if (verdict !== undefined) return verdict;
  if (status >= 500) return ambiguous;
  if (status >= 400) return refused('rejected');
  return refused('redirected');
};
