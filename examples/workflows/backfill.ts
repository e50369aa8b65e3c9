import type { RunReport } from '@wxdi/core';
import { findJob, runJobs, succeeded } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';

/** Thirty days of one month, one run for each, four at a time. */
const days = Array.from({ length: 30 }, (_, i) => `2026-06-${String(i + 1).padStart(2, '0')}`);

/** Loads each day again. Returns the days that need attention, with the reason. */
export const backfill = (name: string) =>
  pipe(
    findJob(name),
    RTE.map((job) =>
      days.map((day) => ({
        job: job.id,
        day,
        draft: { name: `backfill ${day}`, parameters: [{ name: 'day', value: day }] },
      })),
    ),
    RTE.flatMap(runJobs(4)),
    RTE.map((reports) => reports.flatMap((report) => trouble(report.request.day, report))),
  );

const trouble = (
  day: string,
  { result }: RunReport,
): readonly { readonly day: string; readonly why: string }[] => {
  if (E.isLeft(result)) return [{ day, why: result.left.message }];
  return succeeded(result.right.state) ? [] : [{ day, why: result.right.state }];
};
