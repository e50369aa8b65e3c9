import type * as wire from '@wxdi/bindings';
import type { JobRun } from '../domain/job-run.js';
import type { Parameter } from '../domain/parameters.js';
import type { RunState } from '../domain/run-state.js';
import { jobId, runId } from '../domain/ids.js';
import { splitMark } from '../domain/run-key.js';
import { metricsFromWire } from './metrics.js';
import { parameterFromWire } from './parameters.js';
import { defined } from '../domain/defined.js';
import { number, text } from './absent.js';
import { fromIso, fromMillis } from './time.js';

/** Converts a run from the wire, whether read, listed or just started. */
export const jobRunFromWire = ({ metadata, entity: { job_run: run } }: wire.JobRun): JobRun => {
  const name = splitMark(metadata.name);
  const description = splitMark(metadata.description ?? '');
  return defined({
    id: runId(metadata.asset_id),
    jobId: jobId(run.job_ref),
    jobName: text(run.job_name),
    name: name.text,
    description: text(description.text),
    ...(description.mark ?? name.mark),
    type: text(run.job_type),
    state: run.state,
    scheduled: run.isScheduledRun ?? undefined,
    // `created` is 0 in every list row; `created_at` is right everywhere.
    createdAt: fromIso(metadata.created_at) ?? fromMillis(metadata.created),
    queuedAt: fromMillis(run.queue_start),
    startedAt: fromMillis(run.execution_start),
    finishedAt: fromMillis(run.execution_end),
    durationSeconds: number(run.duration),
    ...rows(run),
    parameters: (run.job_parameters ?? []).map(parameterFromWire).map(withoutMark),
    configuration: run.configuration ?? {},
    metrics: metricsFromWire(run.configuration?.metrics),
  });
};

/** The service repeats the run's name in parameters such as `DSJobRunName`: the mark is removed there too. */
const withoutMark = (parameter: Parameter): Parameter =>
  typeof parameter.value === 'string' ? { ...parameter, value: splitMark(parameter.value).text } : parameter;

/**
 * The totals. A run that is not final yet has zeros, which would read as "no rows"; without a duration they count as
 * absent.
 */
const rows = (run: wire.JobRunDetail) => {
  const read = run.total_rows_read ?? run.data_flow_job_output?.total_rows_read ?? undefined;
  const written = run.total_rows_written ?? run.data_flow_job_output?.total_rows_written ?? undefined;
  const provisional = read === 0 && written === 0 && number(run.duration) === undefined;
  return provisional ? {} : { rowsRead: read, rowsWritten: written };
};

/** The state of a run, without converting the rest. */
export const runStateFromWire = ({ entity }: wire.JobRun): RunState => entity.job_run.state;
