import type { LogEntry, RunLog } from '../domain/log-entry.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { MessageGroup } from './messages.js';
import { groupMessages, isErrorEntry } from './messages.js';

/** Why something could not be read. The rest of the result is still valid. */
export interface ReadFailure {
  readonly kind: WorkflowError['_tag'];
  readonly message: string;
}

/** What was read of a log. Only a whole log shows that something is not in it. */
export type LogEvidence =
  | { readonly _tag: 'Whole'; readonly entries: readonly LogEntry[] }
  /** The service did not return `missing` of its lines. */
  | { readonly _tag: 'Cut'; readonly entries: readonly LogEntry[]; readonly missing: number }
  | { readonly _tag: 'Unread'; readonly failure: ReadFailure };

/** The evidence of a log that was read. */
export const evidenceOf = ({ entries, missing }: RunLog): LogEvidence =>
  missing === undefined ? { _tag: 'Whole', entries } : { _tag: 'Cut', entries, missing };

/**
 * The errors and warnings in a log. `Unread`: nothing is known. `Cut`: there may be others in the `missing` lines.
 * `Whole`: these are all of them.
 */
export type LogFindings =
  | ({ readonly _tag: 'Whole' } & LogMessages)
  | ({ readonly _tag: 'Cut'; readonly missing: number } & LogMessages)
  | { readonly _tag: 'Unread'; readonly failure: ReadFailure };

/** The messages of a log that matter. */
export interface LogMessages {
  /** Number of entries that were read. */
  readonly entries: number;
  /** Entries of severity `error` and `fatal`, grouped by message id, in the order of the log. */
  readonly errors: readonly MessageGroup[];
  readonly warnings: readonly MessageGroup[];
}

/** What is in a log. */
export const findingsOf = (log: LogEvidence): LogFindings => {
  if (log._tag === 'Unread') return log;
  const messages = {
    entries: log.entries.length,
    errors: groupMessages(log.entries.filter(isErrorEntry)),
    warnings: groupMessages(log.entries.filter(({ severity }) => severity === 'warning')),
  };
  return log._tag === 'Cut'
    ? { _tag: 'Cut', missing: log.missing, ...messages }
    : { _tag: 'Whole', ...messages };
};
