import { findJob, followRun, forEach, never, startRun } from '@wxdi/core';
import { liveEnv } from '@wxdi/sdk/fp';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';

/** A program is a value: it does nothing until it is called with the ports to use. */
const load = (name: string, year: string) =>
  pipe(
    findJob(name),
    RTE.flatMap((job) => startRun(job.id, { parameters: [{ name: 'year', value: year }] })),
    RTE.flatMap((run) =>
      pipe(
        followRun(run.jobId, run.id, { justStarted: true }),
        forEach((event) => () => console.log(event.type)),
      ),
    ),
    RTE.map(({ run }) => run.state),
  );

const { env } = liveEnv({
  url: process.env['WXDI_URL']!,
  project: process.env['WXDI_PROJECT_ID']!,
  auth: { type: 'bearertoken', token: process.env['WXDI_BEARER_TOKEN']! },
});
console.log(await load('nightly load', '2026')({ ...env, cancel: never })());
