import type { FaultRow, ScriptByCall } from '../fault-case.js';
import { lostAnswer, routes, status } from '../answers.js';
import { ok, rejected, unknown } from '../ending.js';

/** The answer to a start or a creation is lost after the work was done. */
const answerLost: ScriptByCall = {
  read: [],
  start: [lostAnswer('start')],
  create: [lostAnswer('create')],
  delete: [],
};

/** Faults 49 and 50: a run is started once. */
export const start: readonly FaultRow[] = [
  {
    number: 49,
    name: 'the list lags 10 s, delivery 30 s late, key trimmed',
    cases: [
      {
        form: 'the list lags 10 s',
        service: { lagMs: 10_000 },
        script: answerLost,
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'the list lags 10 s, one of many runs',
        scene: 'one of many',
        service: { lagMs: 10_000 },
        script: answerLost,
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'delivery later than the settle window, one of many runs',
        scene: 'one of many',
        service: { lateMs: 70_000 },
        script: answerLost,
        start: unknown({ requests: 1, runs: 0 }),
      },
      {
        form: 'delivery 30 s late',
        service: { lateMs: 30_000 },
        script: answerLost,
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
      },
      {
        form: 'both',
        service: { lagMs: 10_000, lateMs: 30_000 },
        script: answerLost,
        start: ok({ requests: 1, runs: 1 }),
      },
      // The request arrives after the outcome was reported.
      {
        form: 'delivery later than the settle window',
        service: { lateMs: 70_000 },
        script: answerLost,
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
      },
      {
        form: 'key trimmed',
        service: { keeps: 9 },
        script: answerLost,
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'key dropped',
        service: { keeps: 0 },
        script: answerLost,
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'key dropped, list lags, delivery late',
        service: { keeps: 0, lagMs: 10_000, lateMs: 30_000 },
        script: answerLost,
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'key dropped, and another run at the same time',
        service: { keeps: 0, foreign: true },
        script: answerLost,
        start: unknown({ requests: 1, runs: 2 }),
      },
      {
        form: 'an identical job exists already',
        service: { namesake: 'like' },
        fault: { wire: { reset: 'start' } },
        create: ok({ requests: 1, jobs: 0 }),
      },
      {
        form: 'a different job of that name exists already',
        service: { namesake: 'unlike' },
        fault: { wire: { reset: 'start' } },
        create: rejected({ requests: 1, jobs: 0 }),
      },
      {
        form: 'the first polls of a new run answer 404',
        scene: 'wait',
        script: [1, 2, 3].map((call) => ({ ...routes.run, call, ...status(404) })),
        read: ok({ requests: 5 }),
      },
    ],
  },
  {
    number: 50,
    name: 'killed between POST and answer then run again with the same key; two processes with one key',
    cases: [
      // The service refuses a second job of that name.
      {
        form: 'killed, the request arrived',
        scene: 'killed, then again',
        start: ok({ requests: 1, runs: 1 }),
        create: rejected({ requests: 2, jobs: 1 }),
      },
      {
        form: 'killed, the request arrives late',
        scene: 'killed, then again',
        service: { lateMs: 30_000 },
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'killed, the request never arrives',
        scene: 'killed, then again',
        service: { lateMs: 1e9 },
        start: unknown({ requests: 1, runs: 0 }),
      },
      {
        form: 'killed, the request never arrives, sent again on demand',
        scene: 'killed, then resent',
        service: { lateMs: 1e9 },
        start: ok({ requests: 2, runs: 1 }),
      },
      {
        form: 'two processes with one key',
        scene: 'two processes',
        start: ok({ requests: 1, runs: 1 }),
      },
    ],
  },
];
