import type { JobRun } from '../domain/job-run.js';
import type { Change, NamedChange } from './change.js';
import type { LogEvidence } from './log-findings.js';
import type { MessageDiff } from './message-diff.js';
import type { RowsChange } from './row-changes.js';
import { defined } from '../domain/defined.js';
import { changeOf, maskedNames, namedChanges } from './change.js';
import { messageDiff } from './message-diff.js';
import { rowChanges } from './row-changes.js';
import { hasInputs, parameterSetsOf, parametersOf, settingsOf, variablesOf } from './run-inputs.js';
import { elapsedSeconds } from './run-times.js';

/**
 * What differs between two runs. Lists have only what differs, sorted by name; secrets are `***` on both sides. Members
 * that do not differ are absent.
 */
export interface RunDiff {
  readonly state?: Change<string>;
  /**
   * The runs whose parameters the service did not send, so that they are not compared: those that failed before they were
   * submitted.
   */
  readonly inputsNotSent?: Change<true>;
  /**
   * Names of parameters, variables and settings of which both runs have only `***`, so that their values are not compared.
   * Absent if there are none.
   */
  readonly masked?: readonly string[];
  readonly parameters: readonly NamedChange[];
  readonly parameterSets: readonly NamedChange[];
  readonly environment: readonly NamedChange[];
  /** By path, such as `flow_limits.warn_limit`. */
  readonly configuration: readonly NamedChange[];
  readonly durationSeconds?: Change<number>;
  readonly rowsRead?: Change<number>;
  readonly rowsWritten?: Change<number>;
  readonly stages: readonly RowsChange[];
  readonly links: readonly RowsChange[];
  readonly messages: MessageDiff;
}

/** A run with its log, as far as it could be read. */
export interface RunEvidence {
  readonly run: JobRun;
  readonly log: LogEvidence;
}

/**
 * Compares two runs. The order of parameters, stages and other lists does not matter, and comparing in the other
 * direction exchanges `before` and `after`. Durations of finished runs are compared.
 */
export const diffRuns = (before: RunEvidence, after: RunEvidence): RunDiff => {
  const [a, b] = [before.run, after.run];
  const [knowsA, knowsB] = [hasInputs(a), hasInputs(b)];
  const comparable = knowsA === knowsB;
  const masked = [
    parametersOf,
    parameterSetsOf,
    (run: JobRun) => variablesOf(run, comparable),
    settingsOf,
  ].flatMap((named) => maskedNames(named(a), named(b)));
  return defined({
    state: changeOf(a.state, b.state),
    inputsNotSent: changeOf(knowsA ? undefined : true, knowsB ? undefined : true),
    masked: masked.length === 0 ? undefined : masked,
    parameters: comparable ? namedChanges(parametersOf(a), parametersOf(b)) : [],
    parameterSets: comparable ? namedChanges(parameterSetsOf(a), parameterSetsOf(b)) : [],
    environment: namedChanges(variablesOf(a, comparable), variablesOf(b, comparable)),
    configuration: namedChanges(settingsOf(a), settingsOf(b)),
    // An active run has no duration yet.
    durationSeconds: changeOf(elapsedSeconds(a, NaN), elapsedSeconds(b, NaN)),
    rowsRead: changeOf(a.rowsRead, b.rowsRead),
    rowsWritten: changeOf(a.rowsWritten, b.rowsWritten),
    stages: rowChanges(a.metrics.stages, b.metrics.stages),
    links: rowChanges(a.metrics.links, b.metrics.links),
    messages: messageDiff(before.log, after.log),
  });
};

/**
 * Whether what the caller chose differs: parameters, parameter sets, environment or configuration. `undefined` if the
 * service did not send all of it, or a part is masked, and the rest does not differ.
 */
export const inputsDiffer = (diff: RunDiff): boolean | undefined => {
  const { parameters, parameterSets, environment, configuration, inputsNotSent, masked } = diff;
  const lists = [parameters, parameterSets, environment, configuration];
  if (lists.some(({ length }) => length > 0)) return true;
  return inputsNotSent === undefined && masked === undefined ? false : undefined;
};
