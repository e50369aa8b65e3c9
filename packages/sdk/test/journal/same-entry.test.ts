import type { JournalEntry } from '@wxdi/sdk';
import { expect, it } from 'vitest';
import { sameEntry } from '../../src/journal/same-entry.js';

const entry: JournalEntry = {
  key: 'k',
  jobId: 'j',
  request: 'r',
  sentAt: 1,
  state: 'started',
  attempt: 2,
  runId: 'run-1',
  ended: 'Failed',
};

it('an entry is the same as itself, and a missing one as a missing one', () => {
  expect([sameEntry(entry, { ...entry }), sameEntry(undefined, undefined)]).toEqual([true, true]);
  expect([sameEntry(entry, undefined), sameEntry(undefined, entry)]).toEqual([false, false]);
});

it.each<Partial<JournalEntry>>([
  { state: 'sending' },
  { sentAt: 2 },
  { attempt: 1 },
  { runId: 'run-2' },
  { ended: 'Completed' },
])('an entry with another value is another: %j', (other) => {
  expect(sameEntry(entry, { ...entry, ...other })).toBe(false);
});

it('an entry without an attempt is the first', () => {
  const { attempt: _, ...first } = entry;
  expect(sameEntry(first, { ...first, attempt: 1 })).toBe(true);
});
