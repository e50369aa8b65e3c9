import type { LogEntry, Severity } from '../domain/log-entry.js';
import { defined } from './said.js';

const severities: Readonly<Record<string, Severity>> = { I: 'info', W: 'warning', E: 'error', F: 'fatal' };

/** `##I IIS-DSEE-TOSH-00397 2025-05-27 14:27:27(000) text`; every part is of bounded or single-class length. */
const prefixed = /^##([IWEF]) (\S+) (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})\(\d{3}\) ?/;

/** The entries of a log: a line without the engine's prefix goes on with the entry above it, if there is one. */
export const logEntriesFromWire = (lines: readonly string[]): readonly LogEntry[] => {
  const entries: LogEntry[] = [];
  for (const line of lines) {
    const entry = logEntry(line);
    const above = entries.at(-1);
    if (entry.severity === undefined && above?.severity !== undefined) {
      entries[entries.length - 1] = {
        ...above,
        text: `${above.text}\n${line}`,
        raw: `${above.raw}\n${line}`,
      };
    } else {
      entries.push(entry);
    }
  }
  return entries;
};

const logEntry = (raw: string): LogEntry => {
  const found = prefixed.exec(raw);
  if (found === null) return { text: raw, raw };
  const [prefix, severity = '', id, date, time] = found;
  return defined({
    time: `${date}T${time}`,
    severity: severities[severity],
    id,
    text: raw.slice(prefix.length),
    raw,
  });
};
