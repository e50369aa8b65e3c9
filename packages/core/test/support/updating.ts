import type { Job as WireJob, JsonPatchOperation } from '@wxdi/bindings';
import type { Job, JobEdit, JobUpdate } from '@wxdi/core';
import { getJob, jobId, mergeChanges, updateJob } from '@wxdi/core';
import { fakeEnv } from './fakes.js';

/** Applies a patch to a copy, as RFC 6902 defines: this is what the service does with known paths. */
export const applied = (document: WireJob, patch: readonly JsonPatchOperation[]): WireJob => {
  const copy = structuredClone(document) as unknown as Record<string, unknown>;
  for (const { path, value } of patch) {
    const segments = path
      .split('/')
      .slice(1)
      .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = segments.pop() as string;
    const holder = segments.reduce((at, segment) => at[segment] as Record<string, unknown>, copy);
    holder[last] = value;
  }
  return copy as unknown as WireJob;
};

/** Updates a job that the service stores as it is sent. */
export const update = async (before: WireJob, changes: JobUpdate) => {
  let patch: readonly JsonPatchOperation[] = [];
  let after = before;
  const env = fakeEnv({
    getJob: () => before,
    updateJob: ({ body }) => {
      patch = body;
      after = applied(before, body);
      return after;
    },
  });
  const result = await updateJob(jobId('job-1'), changes)(env)();
  return { patch, after, result };
};

/** The job as it is read. */
export const found = async (job: WireJob): Promise<Job> => {
  const read = await getJob(jobId('job-1'))(fakeEnv({ getJob: () => job }))();
  if (read._tag === 'Left') throw new Error(read.left.message);
  return read.right;
};

/** Updates a job with edits. */
export const edited = (job: WireJob, ...edits: readonly JobEdit[]) =>
  update(job, (own) => mergeChanges(own, ...edits));
