import type { Fault } from '@wxdi/simulator/faults';
import type { FaultRow, ScriptByCall } from '../fault-case.js';
import { html, json, lostAnswer, page, routes, runText, status } from '../answers.js';
import {
  deadlineBefore,
  deadlineExceeded,
  deadlineInDoubt,
  lostSight,
  notFound,
  ok,
  unknown,
} from '../ending.js';

/** The answer is lost, and the search for what was made (the read of what was deleted) meets these faults. */
const whileSearching = (...faults: readonly Fault[]): ScriptByCall => ({
  read: [],
  start: [lostAnswer('start'), ...faults.map((fault) => ({ ...routes.runs, ...fault }))],
  create: [lostAnswer('create'), ...faults.map((fault) => ({ ...routes.jobs, ...fault }))],
  delete: [lostAnswer('delete'), ...faults.map((fault) => ({ ...routes.read, ...fault }))],
});

/** Faults 47 and 48: time. A read waits for a run; the answer to a change is lost after the work was done. */
export const time: readonly FaultRow[] = [
  {
    number: 47,
    name: 'wall clock jumps two hours, process stopped for a minute',
    cases: [
      {
        form: 'two hours ahead',
        scene: 'wall clock jumps ahead',
        read: ok({ requests: 5 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'two hours back',
        scene: 'wall clock jumps back',
        read: ok({ requests: 5 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'stopped for 90 seconds',
        scene: 'process stopped',
        read: ok({ requests: 3 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 48,
    name: 'polls fail for minutes then recover, state flaps, run deleted, deadline',
    cases: [
      {
        form: 'polls fail for four minutes',
        scene: 'outage of four minutes',
        read: ok({ requests: 50 }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
        delete: unknown({ requests: 1, deleted: 1 }),
      },
      {
        form: 'polls fail for six minutes',
        scene: 'outage of six minutes',
        read: lostSight({ requests: 52 }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
        delete: unknown({ requests: 1, deleted: 1 }),
      },
      {
        form: 'state flaps',
        scene: 'wait',
        script: ['Starting', 'Running', 'Starting', 'Running', 'Melting', 'Completed'].map((state, i) => ({
          ...routes.run,
          call: i + 1,
          ...status(200, json, runText(state)),
        })),
        read: ok({ requests: 6 }),
      },
      {
        form: 'single polls get 401, 403, 404 and the page of a proxy',
        scene: 'wait',
        script: [
          status(200, json, runText('Running')),
          status(401),
          status(200, json, runText('Running')),
          status(403),
          status(200, json, runText('Running')),
          status(404),
          status(200, json, runText('Running')),
          ...Array.from({ length: 4 }, () => status(200, html, '<html>')),
          status(200, json, runText('succeeded')),
        ].map((answer, i) => ({ ...routes.run, call: i + 1, ...answer })),
        read: ok({ requests: 12 }),
      },
      {
        form: 'the search fails, then recovers',
        script: whileSearching(...[1, 2, 3, 4].map((call) => ({ call, ...status(403) }))),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
      },
      {
        form: 'the search never finds anything',
        script: whileSearching({ call: 'every', answer: page([]) }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
      },
      {
        form: 'run deleted',
        scene: 'run deleted',
        // A second poll confirms the 404.
        read: notFound({ requests: 4 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
      },
      {
        form: 'deadline',
        scene: 'wait with a deadline',
        read: deadlineExceeded({ requests: 3 }),
      },
      {
        form: 'a hanging answer under a limit',
        scene: 'limit of a call',
        everyRequest: { wire: { stall: 'start' } },
        read: deadlineBefore({ requests: 1 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: deadlineInDoubt({ requests: 1, jobs: 0 }),
        delete: deadlineInDoubt({ requests: 1, deleted: 0 }),
      },
      {
        form: 'a hanging answer under a limit, the work was done',
        scene: 'limit of a call',
        everyRequest: { processed: true, wire: { stall: 'start' } },
        start: unknown({ requests: 1, runs: 1 }),
        create: deadlineInDoubt({ requests: 1, jobs: 1 }),
        delete: deadlineInDoubt({ requests: 1, deleted: 1 }),
      },
    ],
  },
];
