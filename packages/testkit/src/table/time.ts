import { page, routes, status } from './answers.js';
import { endings, late, notFound, played, row, unavailable, unknown, well } from './fault-case.js';

const lost = { ...routes.start, processed: true, wire: { reset: 'start' as const } };
const state = (name: string) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    metadata: { asset_id: 'run-1', name: 'job run' },
    entity: { job_run: { job_ref: 'job-1', state: name, duration: 1 } },
  }),
});
const polls = (...names: readonly string[]) =>
  names.map((name, i) => ({ ...routes.run, call: i + 1, answer: state(name) }));

/** Faults 47 and 48: time. A read is a wait for the run; a start is one whose answer was lost after the work. */
export const time = [
  row(
    47,
    'wall clock jumps two hours, process stopped for a minute',
    played('two hours ahead', 'wall clock jumps ahead', well(5), well(1, 1)),
    played('two hours back', 'wall clock jumps back', well(5), well(1, 1)),
    played('stopped for a minute and more', 'process stopped', well(3), well(1, 1)),
  ),
  row(
    48,
    'polls fail for minutes then recover, state flaps, run deleted, deadline',
    played('four minutes without a good answer', 'outage of four minutes', well(50), unknown(1, 1)),
    played('six minutes without one', 'outage of six minutes', unavailable(52), unknown(1, 1)),
    {
      form: 'state flaps',
      scene: 'wait',
      script: polls('Starting', 'Running', 'Starting', 'Running', 'Melting', 'Completed'),
      ...endings(well(6)),
    },
    {
      form: 'looking fails, then recovers',
      script: [lost, ...[1, 2, 3, 4].map((call) => ({ ...routes.runs, call, ...status(403) }))],
      ...endings(undefined, well(1, 1)),
    },
    {
      form: 'looking finds nothing, ever',
      script: [lost, { ...routes.runs, call: 'every', answer: page([]) }],
      ...endings(undefined, unknown(1, 1)),
    },
    played('run deleted', 'run deleted', notFound(3), unknown(1, 0)),
    played('deadline', 'wait with a deadline', late(4)),
  ),
];
