import { invalid, unsent, well } from './ending.js';
import { played, row } from './fault-case.js';

/** Faults 51 and 52: this machine, and what is typed or sent to it. */
export const local = [
  row(
    51,
    'stdout closed, disk full, read-only home, config readable by all or corrupt',
    played('no folder for the journal', 'no folder for the journal', well(1), unsent(0, 0)),
    played('journal damaged', 'damaged journal', well(1), unsent(0, 0)),
    played('leftovers of a dead process', 'leftovers of a dead process', well(1), well(1, 1)),
  ),
  row(
    52,
    'hostile ids, names with escapes, a log line of 1 MB',
    played('id `..`', 'id ..', invalid(0), invalid(0, 0), undefined, invalid(0, 0)),
    played(
      'id with an encoded slash',
      'id with an encoded slash',
      invalid(0),
      invalid(0, 0),
      undefined,
      invalid(0, 0),
    ),
    played(
      'id with a line break',
      'id with a line break',
      invalid(0),
      invalid(0, 0),
      undefined,
      invalid(0, 0),
    ),
    played('names with escapes', 'names with escapes', well(1), well(1, 1), well(1, 1)),
    played('a log line of 1 MB', 'log line of 1 MB', well(1)),
  ),
];
