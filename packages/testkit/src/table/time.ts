import type { Fault } from '../faults/fault.js';
import { json, lostAnswer, page, routes, runText, status } from './answers.js';
import { late, notFound, unavailable, unknown, well } from './ending.js';
import { endings, played, row } from './fault-case.js';

const polls = (...names: readonly string[]) =>
  names.map((name, i) => ({ ...routes.run, call: i + 1, ...status(200, json, runText(name)) }));

/** An answer is lost, and each look for what was made meets this. */
const looking = (...faults: readonly Fault[]) => ({
  read: [],
  start: [lostAnswer('start'), ...faults.map((fault) => ({ ...routes.runs, ...fault }))],
  create: [lostAnswer('create'), ...faults.map((fault) => ({ ...routes.jobs, ...fault }))],
  delete: [lostAnswer('delete'), ...faults.map((fault) => ({ ...routes.read, ...fault }))],
});

/**
 * Faults 47 and 48: time. A read is a wait for the run; of what changes something, the answer was lost after the
 * work.
 */
export const time = [
  row(
    47,
    'wall clock jumps two hours, process stopped for a minute',
    played('two hours ahead', 'wall clock jumps ahead', well(5), well(1, 1), well(1, 1), well(1, 1)),
    played('two hours back', 'wall clock jumps back', well(5), well(1, 1), well(1, 1), well(1, 1)),
    played('stopped for a minute and more', 'process stopped', well(3), well(1, 1), well(1, 1), well(1, 1)),
  ),
  row(
    48,
    'polls fail for minutes then recover, state flaps, run deleted, deadline',
    played(
      'four minutes without a good answer',
      'outage of four minutes',
      well(50),
      unknown(1, 1),
      unknown(1, 1),
      unknown(1, 1),
    ),
    played(
      'six minutes without one',
      'outage of six minutes',
      unavailable(52),
      unknown(1, 1),
      unknown(1, 1),
      unknown(1, 1),
    ),
    {
      form: 'state flaps',
      scene: 'wait',
      script: polls('Starting', 'Running', 'Starting', 'Running', 'Melting', 'Completed'),
      ...endings(well(6)),
    },
    {
      form: 'looking fails, then recovers',
      script: looking(...[1, 2, 3, 4].map((call) => ({ call, ...status(403) }))),
      ...endings(undefined, well(1, 1), well(1, 1)),
    },
    {
      form: 'looking finds nothing, ever',
      script: looking({ call: 'every', answer: page([]) }),
      ...endings(undefined, unknown(1, 1), unknown(1, 1)),
    },
    played('run deleted', 'run deleted', notFound(3), unknown(1, 0), unknown(1, 0)),
    played('deadline', 'wait with a deadline', late(4)),
  ),
];
