import type { RunLogs } from '@wxdi/bindings';
import type { ArchivedLog } from './month.js';
import { defined } from '../domain/defined.js';
import { logLines } from '../wire/log-entry.js';

/** The text of the file for a log, and what the file does not show. */
export const logFile = (answer: RunLogs): { readonly text: string; readonly log: ArchivedLog } => {
  const { lines, total = 0 } = logLines(answer);
  const missing = total > lines.length ? total - lines.length : undefined;
  const [only = ''] = answer.results;
  // One text may be a JSON array of events.
  const text = answer.results.length === 1 ? only : lines.join('\n');
  return { text: text === '' || text.endsWith('\n') ? text : `${text}\n`, log: defined({ missing }) };
};

/** The answer of the service that has the entries of the file. */
export const logAnswer = (text: string, { missing }: ArchivedLog): RunLogs => {
  if (missing === undefined) return { results: text === '' ? [] : [text] };
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  return { results: lines, total_count: lines.length + missing };
};
