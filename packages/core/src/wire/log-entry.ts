import type { LogEntry, Severity } from '../domain/log-entry.js';
import { isJsonObject } from '../domain/json.js';
import { parseJson, printJson } from '../domain/json-text.js';
import { defined } from '../domain/defined.js';
import { fromMillis } from './time.js';

const severities: Readonly<Record<string, Severity>> = { I: 'info', W: 'warning', E: 'error', F: 'fatal' };

/** `##I IIS-DSEE-TOSH-00397 2025-05-27 14:27:27(000) text` */
const prefixed = /^##([IWEF]) (\S+) (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})\(\d{3}\) ?/;

/**
 * The units of a log: one per line, or per event of the old format, where the whole log was one text with a JSON array
 * (until 2023).
 */
export const logUnits = (results: readonly string[]): readonly LogEntry[] => {
  const [events] = results.length === 1 ? results.map(parseEvents) : [];
  return events ?? results.map(lineEntry);
};

/** Appends each line without the engine's prefix to the entry above it, if any. */
export const joinContinuations = (units: readonly LogEntry[]): readonly LogEntry[] => {
  const entries: LogEntry[] = [];
  for (const unit of units) {
    const above = entries.at(-1);
    if (unit.severity === undefined && above?.severity !== undefined) {
      entries[entries.length - 1] = {
        ...above,
        text: `${above.text}\n${unit.text}`,
        raw: `${above.raw}\n${unit.raw}`,
      };
    } else {
      entries.push(unit);
    }
  }
  return entries;
};

const lineEntry = (raw: string): LogEntry => {
  const found = prefixed.exec(raw);
  if (found === null) return { text: raw, raw };
  const [prefix, severity, id, date, time] = found;
  return defined({
    time: `${date}T${time}`,
    severity: severityOf(severity),
    id,
    text: raw.slice(prefix.length),
    raw,
  });
};

/** By its first letter: `W`, `Warning`. */
const severityOf = (label: unknown): Severity | undefined =>
  typeof label === 'string' ? severities[label.charAt(0).toUpperCase()] : undefined;

const parseEvents = (text: string): readonly LogEntry[] | undefined => {
  const parsed = parse(text);
  return Array.isArray(parsed) && parsed.every(isJsonObject) ? parsed.map(eventEntry) : undefined;
};

/** Invalid JSON is an ordinary line. */
const parse = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

const eventEntry = (event: Readonly<Record<string, unknown>>): LogEntry => {
  const { occurredAt, msgID, eventType, eventDetail } = event;
  return defined({
    time: fromMillis(occurredAt),
    severity: severityOf(eventType),
    id: typeof msgID === 'string' ? msgID : undefined,
    text: typeof eventDetail === 'string' ? eventDetail : printJson(event),
    raw: printJson(event),
  });
};
