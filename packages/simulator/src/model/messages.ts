import { printJson } from './json.js';
import { failureOf, isStreaming } from './plans.js';
import { failedAtStart } from './progress.js';
import type { LogLine } from './scripted.js';
import type { Parameter, RunRecord } from './state.js';
import type { RunState } from './states.js';
import { instantOfRunning, runningMs } from './timeline.js';

/** One log message; `more` are the additional lines of a multi-line message, which the service sends as entries. */
export interface LogMessage {
  readonly at: number;
  readonly severity: 'I' | 'W' | 'E' | 'F';
  readonly id: string;
  readonly text: string;
  readonly more?: readonly string[] | undefined;
}

/** All messages of the run so far, oldest first. */
export const messagesAt = (run: RunRecord, now: number): readonly LogMessage[] => {
  const all = failedAtStart(run) ? uncompiled(run) : [...transitions(run), ...ticks(run, now)];
  return all.filter((m) => m.at <= now).sort((a, b) => a.at - b.at);
};

const uncompiled = (run: RunRecord): readonly LogMessage[] => [
  {
    at: run.createdAt,
    severity: 'E',
    id: 'NDS-DSEE-TDSR-0014E',
    text: `The flow of job ${run.jobName} is not compiled.`,
  },
];

const shown = (value: unknown): string => (typeof value === 'string' ? value : printJson(value));

const parameterLines = (parameters: readonly Parameter[]): readonly string[] =>
  parameters.map(({ name, value }) => `\t${name} = ${shown(value)}`);

/** The messages of a change of state. */
const transitions = (run: RunRecord): readonly LogMessage[] =>
  run.timeline.moments.flatMap(({ at, state }) => {
    const say = (severity: LogMessage['severity'], id: string, text: string, more?: readonly string[]) => ({
      at,
      severity,
      id,
      text,
      more,
    });
    switch (state) {
      case 'Queued':
        return [say('I', 'IIS-DSEE-TOSH-00390', `Job ${run.jobName} is queued`)];
      case 'Starting':
        return [
          say('I', 'IIS-DSEE-TOSH-00397', `Starting job ${run.jobName}`),
          say('I', 'IIS-DSEE-TOSH-00408', 'Job Parameters:', parameterLines(run.parameters)),
        ];
      case 'Running':
        return [say('I', 'IIS-DSEE-TFCN-00001', 'The parallel engine runs on 2 partitions')];
      case 'Paused':
        return [say('I', 'IIS-DSEE-TOSH-00411', 'The run is paused')];
      case 'Resuming':
        return [say('I', 'IIS-DSEE-TOSH-00412', 'The run is resumed')];
      case 'Canceling':
        return [say('W', 'IIS-DSEE-TOSH-00410', 'Cancel was requested')];
      case 'Canceled':
      case 'Failed':
      case 'Completed':
      case 'CompletedWithErrors':
      case 'CompletedWithWarnings':
        return [...remarks(run, state).map((r) => ({ at, ...r })), say(...closing(state))];
    }
  });

const remarks = ({ plan, jobType }: RunRecord, state: RunState): readonly Omit<LogMessage, 'at'>[] => {
  if (state === 'Canceled') return [];
  switch (plan.outcome) {
    case 'warns':
      return [
        {
          severity: 'W',
          id: 'IIS-DSEE-TFOR-00104',
          text: 'When checking operator: the input of "Target" is wider than its column:',
          more: ['\tcolumn "amount" is cut to 10 characters', '\tin 3 rows'],
        },
      ];
    case 'errors':
      return [
        {
          severity: 'E',
          id: 'IIS-DSEE-TFIP-00040',
          text: 'Target: 3 rows were rejected: value out of range',
        },
      ];
    case 'fails': {
      const { code, message } = failureOf(plan, jobType);
      return [{ severity: 'E', id: code, text: message }, ...(isStreaming(jobType) ? [] : [stepFailed])];
    }
    case 'succeeds':
    case 'hangs':
    case 'stalls':
    case 'streams':
    case 'uncompiled':
      return [];
  }
};

const stepFailed = {
  severity: 'F',
  id: 'IIS-DSEE-TFSC-00011',
  text: 'The step ended with status FAILED.',
} as const;

const closing = (state: RunState): [LogMessage['severity'], string, string] =>
  state === 'Failed'
    ? ['E', 'IIS-DSEE-TOSH-00414', 'The run ended: Failed']
    : ['I', 'IIS-DSEE-TOSH-00413', `The run ended: ${state}`];

const longestStreamLog = 10_000;

/** The progress messages of a run: spread over Running, or at regular intervals for an endless run. */
const ticks = (run: RunRecord, now: number): readonly LogMessage[] => {
  const { plan, timeline } = run;
  const at = (ms: number): number => instantOfRunning(timeline, ms) ?? Number.POSITIVE_INFINITY;
  if (plan.log !== undefined) return scriptedLines(run, plan.log);
  if (isStreaming(run.jobType) || plan.outcome === 'hangs') {
    const count = Math.min(longestStreamLog, Math.floor(runningMs(timeline, now) / plan.tickMs));
    return Array.from({ length: count }, (_, i) => ({
      at: at((i + 1) * plan.tickMs),
      severity: 'I',
      id: 'IIS-DSEE-TFPX-00002',
      text:
        plan.outcome === 'hangs'
          ? 'Source: waiting for rows'
          : `${Math.floor(((i + 1) * plan.tickMs * plan.rows) / 1_000)} records read`,
    }));
  }
  return Array.from({ length: plan.logLines }, (_, i) => {
    const part = (i + 1) / (plan.logLines + 1);
    return {
      at: at(Math.floor(part * plan.runningMs)),
      severity: 'I',
      id: 'IIS-DSEE-TFPX-00002',
      text: `Transform: ${Math.floor(part * 100)} percent, ${Math.floor(part * plan.rows)} rows`,
    };
  });
};

/** The lines of a script, spread over Running; of a run that never is Running, at its last change. */
const scriptedLines = ({ plan, timeline }: RunRecord, lines: readonly LogLine[]): readonly LogMessage[] => {
  const last = timeline.moments.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  return lines.map(({ severity = 'I', id = 'IIS-DSEE-TFPX-00002', text }, i) => ({
    at: instantOfRunning(timeline, Math.floor((i / (lines.length + 1)) * plan.runningMs)) ?? last,
    severity,
    id,
    text,
  }));
};
