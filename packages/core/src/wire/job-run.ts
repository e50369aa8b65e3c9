import type * as wire from '@wxdi/bindings';
import type { JobRun, RunReason } from '../domain/job-run.js';
import type { Parameter } from '../domain/parameters.js';
import type { RunState } from '../domain/run-state.js';
import { jobId, runId } from '../domain/ids.js';
import { splitMark } from '../domain/run-key.js';
import { runStateOf } from '../domain/run-state.js';
import { metricsFromWire } from './metrics.js';
import { parameterFromWire, parameterSetFromWire } from './parameters.js';
import { defined } from '../domain/defined.js';
import { idText, number, text } from './absent.js';
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
    state: runStateOf(run.state),
    scheduled: run.isScheduledRun ?? undefined,
    // `created` is 0 in every list row; `created_at` is right everywhere.
    createdAt: fromIso(metadata.created_at) ?? fromMillis(metadata.created),
    queuedAt: fromMillis(run.queue_start),
    startedAt: fromMillis(run.execution_start),
    finishedAt: fromMillis(run.execution_end),
    durationSeconds: number(run.duration),
    ...rows(run),
    reasons: reasons(run.status_reason),
    userStatus: text(run.configuration?.userStatus),
    parameters: (run.job_parameters ?? []).map(parameterFromWire).map(withoutMark),
    parameterSets: run.parameter_sets?.map(parameterSetFromWire),
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

const reasons = (reason: wire.StatusReason | null | undefined): readonly RunReason[] | undefined => {
  const all = (reason?.errors ?? [])
    .map(({ code, message, description }) =>
      defined({ code: idText(code), message: text(message), description: text(description) }),
    )
    .filter((one) => Object.keys(one).length > 0);
  return all.length === 0 ? undefined : all;
};

/** The state of a run, without converting the rest. */
export const runStateFromWire = ({ entity }: wire.JobRun): RunState => runStateOf(entity.job_run.state);
