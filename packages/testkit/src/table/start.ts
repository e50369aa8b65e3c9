import type { Circumstances, Ending, FaultCase } from './fault-case.js';
import { lostAnswer, routes, status } from './answers.js';
import { rejected, unknown, well } from './ending.js';
import { endings, played, row } from './fault-case.js';

/** A start or a creation whose answer is lost after the work was done, at a service that is as it should not be. */
const lost = (form: string, service: Circumstances, start?: Ending, create?: Ending): FaultCase => ({
  form,
  service,
  script: { read: [], start: [lostAnswer('start')], create: [lostAnswer('create')], delete: [] },
  ...endings(undefined, start, create),
});

/** A creation that may have failed, where a job of that name was there before. */
const namesake = (form: string, which: 'like' | 'unlike', create: Ending): FaultCase => ({
  form,
  service: { namesake: which },
  fault: { wire: { reset: 'start' } },
  ...endings(undefined, undefined, create),
});

/** Faults 49 and 50: a start, and only one. */
export const start = [
  row(
    49,
    'the list lags 10 s, delivery 30 s late, key trimmed',
    lost('the list lags 10 s', { lagMs: 10_000 }, well(1, 1)),
    lost('delivery 30 s late', { lateMs: 30_000 }, well(1, 1), well(1, 1)),
    lost('both', { lagMs: 10_000, lateMs: 30_000 }, well(1, 1)),
    // It comes after the outcome was told.
    lost('delivery later than the settle window', { lateMs: 70_000 }, unknown(1, 0), unknown(1, 0)),
    lost('key trimmed', { keeps: 9 }, well(1, 1)),
    lost('key dropped', { keeps: 0 }, well(1, 1)),
    lost('key dropped, list lags, delivery late', { keeps: 0, lagMs: 10_000, lateMs: 30_000 }, well(1, 1)),
    lost('key dropped, and another run at the time', { keeps: 0, foreign: true }, unknown(1, 2)),
    namesake('a job like it was there before', 'like', well(1, 0)),
    namesake('another job of its name was there before', 'unlike', rejected(1, 0)),
    {
      form: 'a new run that is not known yet is waited for',
      scene: 'wait',
      script: [1, 2, 3].map((call) => ({ ...routes.run, call, ...status(404) })),
      ...endings(well(5)),
    },
  ),
  row(
    50,
    'killed between POST and answer then run again with the same key; two processes with one key',
    // A second job of the name is refused by the service.
    played('killed, the request arrived', 'killed, then again', undefined, well(1, 1), rejected(2, 1)),
    {
      ...played('killed, it arrives late', 'killed, then again', undefined, well(1, 1)),
      service: { lateMs: 30_000 },
    },
    {
      ...played('killed, it never arrives', 'killed, then again', undefined, unknown(1, 0)),
      service: { lateMs: 1e9 },
    },
    {
      ...played(
        'killed, it never arrives, sent again as asked',
        'killed, then resent',
        undefined,
        well(2, 1),
      ),
      service: { lateMs: 1e9 },
    },
    played('two processes with one key', 'two processes', undefined, well(1, 1)),
  ),
];
