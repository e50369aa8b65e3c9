import type { Journal, JournalEntry, JournalPace } from '@wxdi/core';
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
  const outside = (entry: JournalEntry): JournalEntry => ({
    ...entry,
    key: entry.key.slice(0, -suffix.length - 1),
  });
  const { add, take, pace } = journal;
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
        TE.map((entries) => entries.filter(({ key }) => key.endsWith(`@${suffix}`)).map(outside)),
      ),
    add: add && ((entries) => add(entries.map(inside))),
    take:
      take &&
      (({ prefix }) =>
        pipe(
          take({ prefix, suffix: `@${suffix}` }),
          TE.map((entry) => entry && outside(entry)),
        )),
    pace: pace && boundPace(pace, nameOf),
  };
};

const boundPace = ({ turn, hold }: JournalPace, nameOf: (name: string) => string): JournalPace => ({
  turn: (name, everyMs) => turn(nameOf(name), everyMs),
  hold: (name, ms) => hold(nameOf(name), ms),
});
