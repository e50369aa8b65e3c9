import type { Journal, JournalEntry } from '@wxdi/core';
import { fingerprint } from '@wxdi/core';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/**
 * A journal for one place, a service with a project or space: the same key in another place is another start. Entries of
 * earlier versions belong to no place and have no attempt; one is read if its key has no entry here, and stays as it is.
 */
export const boundJournal = (journal: Journal, ...place: readonly string[]): Journal => {
  const suffix = fingerprint(place);
  const nameOf = (key: string): string => `${key}@${suffix}`;
  const inside = (entry: JournalEntry): JournalEntry => ({ ...entry, key: nameOf(entry.key) });
  return {
    find: (key) =>
      pipe(
        journal.find(nameOf(key)),
        TE.flatMap((entry) => (entry === undefined ? journal.find(key) : TE.right({ ...entry, key }))),
      ),
    swap: (previous, next) =>
      journal.swap(previous?.attempt === undefined ? undefined : inside(previous), inside(next)),
    list: (prefix) =>
      pipe(
        journal.list(prefix),
        TE.map((entries) =>
          entries
            .filter(({ key }) => key.endsWith(`@${suffix}`))
            .map((entry) => ({ ...entry, key: entry.key.slice(0, -suffix.length - 1) })),
        ),
      ),
  };
};
