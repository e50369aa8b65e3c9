import type { FaultRow } from '../fault-case.js';
import { damaged, invalid, notSent, ok } from '../ending.js';

/** Faults 51 to 53: the local machine, hostile input, and functions of the program that fail. */
export const local: readonly FaultRow[] = [
  {
    number: 51,
    name: 'stdout closed, disk full, read-only home, config readable by all or corrupt',
    cases: [
      {
        form: 'no folder for the journal',
        scene: 'no folder for the journal',
        read: ok({ requests: 1 }),
        start: notSent({ requests: 0, runs: 0 }),
      },
      {
        form: 'journal damaged',
        scene: 'damaged journal',
        read: ok({ requests: 1 }),
        start: damaged({ requests: 0, runs: 0 }),
      },
      {
        form: 'leftovers of a dead process',
        scene: 'leftovers of a dead process',
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
      },
    ],
  },
  {
    number: 52,
    name: 'hostile ids, names with escapes, a log line of 1 MB',
    cases: [
      {
        form: 'id `..`',
        scene: 'id ..',
        read: invalid({ requests: 0 }),
        start: invalid({ requests: 0, runs: 0 }),
        delete: invalid({ requests: 0, deleted: 0 }),
      },
      {
        form: 'id with an encoded slash',
        scene: 'id with an encoded slash',
        read: invalid({ requests: 0 }),
        start: invalid({ requests: 0, runs: 0 }),
        delete: invalid({ requests: 0, deleted: 0 }),
      },
      {
        form: 'id with a line break',
        scene: 'id with a line break',
        read: invalid({ requests: 0 }),
        start: invalid({ requests: 0, runs: 0 }),
        delete: invalid({ requests: 0, deleted: 0 }),
      },
      {
        form: 'names with escapes',
        scene: 'names with escapes',
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
      },
      {
        form: 'a log line of 1 MB',
        scene: 'log line of 1 MB',
        read: ok({ requests: 1 }),
      },
    ],
  },
  {
    number: 53,
    name: 'a function of the program throws',
    cases: [
      {
        form: '`onAttempt` and `trace`, on each attempt',
        scene: 'hooks that throw',
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: '`transport` rejects after it sent the request',
        scene: 'transport that rejects',
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
];
