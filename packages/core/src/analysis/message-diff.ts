import type { LogEvidence, ReadFailure } from './log-findings.js';
import type { MessageGroup } from './messages.js';
import { defined } from '../domain/defined.js';
import { groupMessages } from './messages.js';

/** The message ids that only one of two logs has. */
export type MessageDiff =
  | {
      readonly _tag: 'Compared';
      /** Only in the log after, sorted by id. */
      readonly added: readonly MessageGroup[];
      /** Only in the log before, sorted by id. */
      readonly gone: readonly MessageGroup[];
      /** Lines that the service did not return: they may have ids that seem to be only on the other side. */
      readonly missing: { readonly before: number; readonly after: number };
    }
  /** A log could not be read. */
  | { readonly _tag: 'NotCompared'; readonly before?: ReadFailure; readonly after?: ReadFailure };

/** Compares the message ids of two logs. Entries without an id are not compared. */
export const messageDiff = (before: LogEvidence, after: LogEvidence): MessageDiff => {
  if (before._tag === 'Unread' || after._tag === 'Unread')
    return defined({ _tag: 'NotCompared' as const, before: failureOf(before), after: failureOf(after) });
  const [left, right] = [groupsOf(before), groupsOf(after)];
  return {
    _tag: 'Compared',
    added: without(right, left),
    gone: without(left, right),
    missing: { before: missingOf(before), after: missingOf(after) },
  };
};

const failureOf = (log: LogEvidence): ReadFailure | undefined =>
  log._tag === 'Unread' ? log.failure : undefined;

const missingOf = (log: LogEvidence): number => (log._tag === 'Cut' ? log.missing : 0);

const groupsOf = (log: Exclude<LogEvidence, { _tag: 'Unread' }>): ReadonlyMap<string, MessageGroup> =>
  new Map(
    groupMessages(log.entries).flatMap((group) =>
      group.id === undefined ? [] : [[group.id, group] as const],
    ),
  );

const without = (
  groups: ReadonlyMap<string, MessageGroup>,
  others: ReadonlyMap<string, MessageGroup>,
): readonly MessageGroup[] =>
  [...groups.keys()]
    .filter((id) => !others.has(id))
    .sort()
    .flatMap((id) => groups.get(id) ?? []);
