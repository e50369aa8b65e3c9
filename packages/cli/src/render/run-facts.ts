import type { JobRun, RunReason } from '@wxdi/sdk';
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

/** A reason of a failure in one line: `CODE: message (description)`. */
export const showReason = ({ code, message, description }: RunReason): string => {
  const [what, ...details] = [message, description].filter((text) => text !== undefined);
  const text = [code, what].filter((part) => part !== undefined).join(': ');
  return visible(details.length === 0 ? text : `${text} (${details.join()})`);
};
