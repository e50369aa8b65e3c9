import type { JobRunSettings, StatusReason } from '@wxdi/bindings';
import { href, runMetadata, scopeName, type Form } from './metadata.js';
import { metricsAt, totalsAt, totalStages, type Totals } from './metrics.js';
import { configurationParameters, entityParameters, runVariables } from './parameters.js';
import { failureOf, isStreaming } from './plans.js';
import { failedAtStart, hasSubmitted, isFinal } from './progress.js';
import type { Quirks } from './quirks.js';
import type { RunRecord } from './state.js';
import { isTerminal } from './states.js';
import { endAt, instantOfRunning, momentAt, stateAt } from './timeline.js';
import { compact, isoSeconds, type JsonObject } from './wire.js';

/** A run as a body: `row` in a list, `single` in GET, `rich` in the response to its start. */
export const runBody = (run: RunRecord, now: number, form: Form, quirks: Quirks): JsonObject => ({
  metadata: runMetadata(run, momentAt(run.timeline, now).at, form, quirks),
  entity: { job_run: runEntity(run, now, form, quirks) },
  ...(form === 'rich' ? { href: href(run) } : {}),
});

const runEntity = (run: RunRecord, now: number, form: Form, quirks: Quirks): JsonObject => {
  const modern = quirks.dialect !== '2020';
  return compact({
    job_ref: run.jobId,
    job_name: modern || run.scope.kind === 'space' ? run.jobName : undefined,
    job_type: modern || run.scope.kind === 'space' ? run.jobType : undefined,
    state: stateAt(run.timeline, now),
    isScheduledRun: run.scheduled,
    configuration: runConfiguration(run, now, form, quirks),
    ...scopeName(run.scope, quirks),
    runtime_job_id: hasSubmitted(run, now) && form !== 'rich' ? run.id : undefined,
    job_parameters: modern ? entityParameters(run) : undefined,
    parameter_sets: modern && !failedAtStart(run) ? run.parameterSets : undefined,
    ...(form === 'rich' ? {} : history(run, now, quirks)),
  });
};

const runConfiguration = (run: RunRecord, now: number, form: Form, quirks: Quirks): JsonObject => {
  const streaming = isStreaming(run.jobType);
  return {
    ...run.configuration,
    env_variables: runVariables(run, now, quirks),
    ...(quirks.dialect === '2020' || streaming
      ? {}
      : { job_parameters: configurationParameters(run), userStatus: '' }),
    ...(quirks.dialect === '2022' ? { is_scheduled_run: run.scheduled } : {}),
    ...(quirks.dialect === '2026' && run.jobType === 'data_intg_flow' ? dataStageSettings(run) : {}),
    ...(quirks.dialect === '2020' || form === 'rich' ? {} : { metrics: metricsAt(run, now, quirks) }),
  };
};

const jobRunSettings: JobRunSettings = {
  formatDecimalSeparator: '.',
  formatDateString: '%yyyy-%mm-%dd',
  formatTimestampString: '%yyyy-%mm-%dd %hh:%nn:%ss',
  formatTimeString: '%hh:%nn:%ss',
  nlsCollate: 'OFF',
  nlsMap: 'UTF-8',
};

const dataStageSettings = (run: RunRecord): JsonObject => ({
  runPriorityQueue: run.configuration['runPriorityQueue'] ?? 'Medium',
  jobRunSettings,
});

/** Times, duration and totals so far. A run that was rejected at its start has hardly any. */
const history = (run: RunRecord, now: number, quirks: Quirks): JsonObject => {
  const changed = isoSeconds(momentAt(run.timeline, now).at);
  if (failedAtStart(run)) {
    return quirks.dialect === '2026'
      ? { last_state_change_timestamp: changed, ...totals({ read: 0, written: 0 }, 0), ...reason(run, now) }
      : { last_state_change_timestamp: changed };
  }
  const final = isFinal(run, now, quirks);
  const over = isTerminal(stateAt(run.timeline, now));
  return compact({
    last_state_change_timestamp: quirks.dialect === '2020' ? undefined : changed,
    ...(quirks.dialect === '2026' ? times(run, now, final) : {}),
    duration: final ? duration(run, now) : undefined,
    resource_usage: quirks.dialect === '2022' && final ? 0.055095553 : undefined,
    ...(quirks.dialect === '2020'
      ? {}
      : totals(over && !final ? { read: 0, written: 0 } : totalsAt(run, now))),
    ...(quirks.dialect === '2026' ? reason(run, now) : {}),
  });
};

const totals = ({ read, written }: Totals, stages: number = totalStages): JsonObject => ({
  total_stages: stages,
  total_rows_read: read,
  total_rows_written: written,
});

/** Execution starts before the queue does, as in every capture of 2026. */
const times = (run: RunRecord, now: number, final: boolean): JsonObject => {
  const started = instantOfRunning(run.timeline, 0);
  if (started === undefined || started > now) return {};
  return compact({
    queue_start: started,
    queue_end: started,
    execution_start: Math.max(run.createdAt, started - 1),
    execution_end: final ? endAt(run.timeline, now)?.at : undefined,
  });
};

/** Whole seconds; not the difference of the two execution times. */
const duration = (run: RunRecord, now: number): number =>
  Math.floor(((endAt(run.timeline, now)?.at ?? now) - run.createdAt) / 1_000);

const notCompiled: StatusReason = {
  errors: [
    {
      code: 'NDS-DSEE-TDSR-0014E',
      message: 'The flow is not compiled.',
      description: 'Compile the flow, then start the job again.',
    },
  ],
};

const failed = (run: RunRecord): StatusReason => ({
  errors: [{ ...failureOf(run.plan, run.jobType), description: 'The log of the run says more.' }],
});

const rejectedRows: StatusReason = {
  errors: [{ code: 'IIS-DSEE-TFIP-00040', message: 'Target: 3 rows were rejected: value out of range' }],
};

const reason = (run: RunRecord, now: number): JsonObject => {
  const state = stateAt(run.timeline, now);
  if (state === 'CompletedWithErrors') return { status_reason: rejectedRows };
  if (state !== 'Failed') return {};
  return { status_reason: failedAtStart(run) ? notCompiled : failed(run) };
};
