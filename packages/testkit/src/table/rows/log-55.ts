import type { Fault } from '@wxdi/simulator/faults';
import type { FaultRow } from '../fault-case.js';
import { json, routes, runText, status } from '../answers.js';
import { ok } from '../ending.js';

/** One poll of a run and its log after another; with the last one, the run has ended. */
const polls = (...logs: readonly Fault[]): readonly Fault[] =>
  logs.flatMap((log, i) => [
    {
      ...routes.run,
      call: i + 1,
      ...status(200, json, runText(i + 1 === logs.length ? 'Completed' : 'Running')),
    },
    { ...routes.logs, call: i + 1, ...log },
  ]);

/** Some lines of a log. */
const lines = (from: number, to: number, total?: number): Fault => {
  const results = Array.from({ length: to - from }, (_, i) => `line ${from + i}`);
  return status(
    200,
    json,
    JSON.stringify({ results, ...(total === undefined ? {} : { total_count: total }) }),
  );
};

/**
 * Fault 55: the service returns parts of a log. A read starts a run and follows its log; each event of it is a row: two
 * states, each line, each gap, and the result.
 */
export const log: readonly FaultRow[] = [
  {
    number: 55,
    name: 'log that rotates, is cut, appears late',
    cases: [
      {
        form: 'first lines dropped, reads overlap',
        scene: 'follow',
        script: polls(lines(0, 5), lines(3, 8), lines(6, 11), lines(8, 13)),
        read: ok({ requests: 8, rows: 2 + 13 + 1 }),
      },
      {
        form: 'lines dropped before they were read',
        scene: 'follow',
        script: polls(lines(0, 5), lines(8, 13)),
        read: ok({ requests: 4, rows: 2 + 10 + 1 + 1 }),
      },
      {
        form: 'only the first lines, of a larger total',
        scene: 'follow',
        script: polls(lines(0, 5, 5), lines(0, 5, 900)),
        read: ok({ requests: 4, rows: 2 + 5 + 1 + 1 }),
      },
      {
        form: '404 until the run has ended',
        scene: 'follow',
        script: [
          ...polls(status(404), status(404), status(404)),
          { ...routes.run, call: 4, ...status(200, json, runText('Completed')) },
          { ...routes.logs, call: 4, ...lines(0, 3) },
        ],
        read: ok({ requests: 8, rows: 2 + 3 + 1 }),
      },
    ],
  },
];
