import { doubtful, gone, someBehaviour } from './support/doubtful.js';
import { wireJob, wireRun } from './support/wire.js';
import {
  cancelRun,
  deleteJob,
  deleteRun,
  jobId,
  patchJob,
  pauseRun,
  resumeRun,
  runId,
  updateJob,
} from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const run = runId('run-1');
const inState = (state: string) => wireRun({ state });
const configured = (configuration: object) => wireJob({ configuration });
const x = '/entity/job/configuration/x';

/** A change, its read and write, what the read returns before and after, and the maximum number of writes. */
const subjects = [
  ['deleting a job', deleteJob(job), 'getJob', 'deleteJob', wireJob(), gone, 4],
  ['deleting a run', deleteRun(job, run), 'getRun', 'deleteRun', inState('Failed'), gone, 4],
  ['pausing', pauseRun(job, run), 'getRun', 'pauseRun', inState('Running'), inState('Paused'), 4],
  ['resuming', resumeRun(job, run), 'getRun', 'resumeRun', inState('Paused'), inState('Running'), 4],
  ['cancelling', cancelRun(job, run), 'getRun', 'cancelRun', inState('Running'), inState('Canceling'), 4],
  ['cancelling early', cancelRun(job, run), 'getRun', 'cancelRun', inState('Queued'), inState('Canceled'), 9],
  [
    'changing a member',
    updateJob(job, { configuration: { x: 1 } }),
    'getJob',
    'updateJob',
    configured({ x: 0 }),
    configured({ x: 1 }),
    4,
  ],
  [
    'removing a member',
    updateJob(job, { configuration: { x: 1 } }),
    'getJob',
    'updateJob',
    configured({ x: 1, y: 2 }),
    configured({ x: 1 }),
    4,
  ],
  [
    'adding by a patch',
    patchJob(job, [{ op: 'add', path: x, value: 1 }]),
    'getJob',
    'updateJob',
    configured({}),
    configured({ x: 1 }),
    4,
  ],
] as const;

describe.each(subjects)('%s', (_, program, read, write, before, after, most) => {
  it('reports the true outcome whatever happens to its requests', async () => {
    await fc.assert(
      fc.asyncProperty(someBehaviour, async (behaviour) => {
        const service = doubtful(behaviour, before, after);
        const result = await program(service.env([read, write]))();
        const answered = service.sent.some(({ error }) => error === undefined);
        if (result._tag === 'Right') expect(service.isDone() || answered).toBe(true);
        else if (result.left.outcome !== 'unknown') expect(service.tookEffect()).toBe(false);
        expect(service.sent.length).toBeLessThanOrEqual(most);
        service.sent.slice(1).forEach(({ at }, i) => {
          const asked = service.sent[i]?.error?.retryAfterMs ?? 0;
          expect(asked).toBeLessThanOrEqual(120_000);
          expect(at - (service.sent[i]?.at ?? 0)).toBeGreaterThanOrEqual(asked);
        });
      }),
      { numRuns: 3000 },
    );
  });
});
