import {
  firstFailedStage,
  isFinished,
  succeeded,
  type FailedStage,
  type JobRun,
  type LogEntry,
  type RunReason,
} from '@wxdi/sdk';
import { showSeconds } from './duration.js';
import { visible } from './visible.js';

/** How long a run took and how many rows it moved, as far as known. */
export const runFacts = (run: JobRun, seconds: number | undefined): readonly string[] => {
  const { pipeline, links } = run.metrics;
  const read = run.rowsRead ?? pipeline?.inputRecords ?? links[0]?.rowsRead;
  const written = run.rowsWritten ?? pipeline?.outputRecords ?? links.at(-1)?.rowsWritten;
  return [
    ...(seconds === undefined ? [] : [showSeconds(seconds)]),
    ...(read === undefined ? [] : [`${read.toLocaleString('en-US')} rows read`]),
    ...(written === undefined ? [] : [`${written.toLocaleString('en-US')} written`]),
  ];
};

/** A reason of a failure: `CODE: message (description)`. */
export const reasonText = ({ code, message, description }: RunReason): string => {
  const [what, ...details] = [message, description].filter((text) => text !== undefined);
  const text = [code, what].filter((part) => part !== undefined).join(': ');
  return details.length === 0 ? text : `${text} (${details.join()})`;
};

/** The same in one line that is safe for a terminal. */
export const showReason = (reason: RunReason): string => visible(reasonText(reason));

/** Errors in a log, as far as it was read. */
export interface SeenErrors {
  readonly first: LogEntry;
  readonly count: number;
}

/**
 * Why a run failed, in two lines at most: the first reason of the service or, without one, the first error of the log; and
 * the stage that failed first.
 */
export const whyLines = (run: JobRun, errors?: SeenErrors): readonly string[] => {
  const [reason] = run.reasons ?? [];
  const why = reason === undefined ? errors && showErrors(errors) : showReason(reason);
  const failed = isFinished(run.state) && !succeeded(run.state) ? firstFailedStage(run.metrics) : undefined;
  const where = failed?._tag === 'Failed' ? `first failed: ${showFailedStage(failed)}` : undefined;
  return [why, where].filter((line) => line !== undefined);
};

const showErrors = ({ first: { id, text }, count }: SeenErrors): string => {
  const more = count === 1 ? '' : ` (and ${count - 1} more ${count === 2 ? 'error' : 'errors'} in the log)`;
  return `${visible([id, text.split('\n')[0]].filter((part) => part !== undefined).join(': '))}${more}`;
};

/** `stage Target`, or the link if its reader is not known. */
export const showFailedStage = ({ stage, link }: Extract<FailedStage, { _tag: 'Failed' }>): string => {
  const parts = [stage === undefined ? '' : `stage ${stage}`, link === undefined ? '' : `link ${link}`];
  return visible(parts.filter((part) => part !== '').join(', '));
};
