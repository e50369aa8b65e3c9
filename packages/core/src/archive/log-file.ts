import type { RunLogs } from '@wxdi/bindings';
import type { ArchivedLog } from './month.js';
import { defined } from '../domain/defined.js';
import { logLines } from '../wire/log-entry.js';

/** The text of the file for a log, and what the file does not show. */
export const logFile = (answer: RunLogs): { readonly text: string; readonly log: ArchivedLog } => {
  const { lines, total = 0 } = logLines(answer);
  const missing = total > lines.length ? total - lines.length : undefined;
  const [only = '', ...others] = answer.results;
  if (answer.results.length > 0 && others.length === 0 && missing === undefined)
    return { text: only.endsWith('\n') ? only : `${only}\n`, log: { oneText: true } };
  return { text: lines.map((line) => `${line}\n`).join(''), log: defined({ missing }) };
};

/** The answer of the service that has the entries of the file. */
export const logAnswer = (text: string, { missing = 0, oneText }: ArchivedLog): RunLogs => {
  if (oneText === true) return { results: [text] };
  const lines = text.split('\n').slice(0, -1);
  return { results: lines, total_count: lines.length + missing };
};
