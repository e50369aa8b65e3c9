import type { JournalEntry } from '@wxdi/core';

/** Whether an entry is unchanged since it was read. */
export const sameEntry = (a: JournalEntry | undefined, b: JournalEntry | undefined): boolean =>
  a?.state === b?.state &&
  a?.sentAt === b?.sentAt &&
  a?.runId === b?.runId &&
  (a?.attempt ?? 1) === (b?.attempt ?? 1) &&
  a?.ended === b?.ended;
