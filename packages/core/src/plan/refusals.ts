import type * as wire from '@wxdi/bindings';
import type { JobDocument } from '../domain/job-document.js';
import type { JobChanges } from '../wire/job-changes.js';
import type { RefusedJob } from './plan.js';
import { jobFromWire } from '../wire/job.js';

/** A document that cannot be applied. */
export const refusedBecause = (
  name: string,
  reason: string,
  remedy: string,
  live?: wire.Job,
): RefusedJob => ({
  action: 'refused',
  name,
  ...(live === undefined ? {} : { id: live.metadata.asset_id }),
  reason,
  remedy,
});

const another =
  'delete the job, so that it is created again without its runs, or give the document another name';

/** Why a document cannot be applied to its job, whatever its other settings are; `undefined` if it can. */
export const refusedFor = (
  live: wire.Job | undefined,
  { metadata: { name }, spec }: JobDocument,
): RefusedJob | undefined => {
  const flow = spec.flow && ('id' in spec.flow ? spec.flow.id : undefined);
  if (spec.flow !== undefined && flow === undefined)
    return refusedBecause(name, 'the name of its flow is not resolved', 'give the id of the flow', live);
  if (live === undefined) {
    return flow === undefined && (spec.type ?? '') === ''
      ? refusedBecause(
          name,
          'the job does not exist, and the document has no flow to create it with',
          'add spec.flow, or spec.type for a job without a flow',
        )
      : undefined;
  }
  const job = jobFromWire(live);
  if (spec.type !== undefined && !isSame(spec.type, job.type))
    return refusedBecause(
      name,
      `the service does not change the type of a job: it is ${job.type}, not ${spec.type}`,
      another,
      live,
    );
  if (flow !== undefined && !isSame(flow, job.assetId ?? ''))
    return refusedBecause(
      name,
      `the service does not change the flow of a job: it is ${job.assetId ?? 'none'}, not ${flow}`,
      another,
      live,
    );
  return undefined;
};

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Why changes cannot be made to this job; `undefined` if they can. */
export const refusedSetting = (
  live: wire.Job,
  { metadata: { name } }: JobDocument,
  { schedule, scheduleWindow, parameterSets = [] }: JobChanges,
): RefusedJob | undefined => {
  const job = jobFromWire(live);
  const isScheduled = (schedule === undefined ? job.schedule : (schedule ?? undefined)) !== undefined;
  if (!isScheduled && (scheduleWindow?.startsAt ?? scheduleWindow?.endsAt) !== undefined)
    return refusedBecause(
      name,
      'the job has no schedule, so it has no start or end',
      'add spec.schedule, or remove spec.scheduleWindow',
      live,
    );
  const nameless = parameterSets.find(({ ref }) => ref === undefined || ref === '');
  return nameless === undefined
    ? undefined
    : refusedBecause(
        name,
        `the job has no parameter set "${nameless.name}"`,
        'add the ref of the set, its asset id',
        live,
      );
};
