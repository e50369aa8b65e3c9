import type { RunLogs } from '@wxdi/bindings';
import type { LogEntry, Severity } from '../domain/log-entry.js';
import { isJsonObject } from '../domain/json.js';
import { parseJson, printJson } from '../domain/json-text.js';
import { defined } from '../domain/defined.js';
import { fromMillis } from './time.js';

const severities: Readonly<Record<string, Severity>> = { I: 'info', W: 'warning', E: 'error', F: 'fatal' };

/** `##I IIS-DSEE-TOSH-00397 2025-05-27 14:27:27(000) text` */
const dataStage = /^##([IWEF]) (\S+) (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})\(\d{3}\) ?/;

/** `2026-06-30 12:00:00,123 [user:admin] [runner:0] INFO  ClassName - text`: StreamSets and other engines with log4j. */
const log4j =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?\s+(?:\[[^\]]*\]\s*)*\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b\]?:?\s*/;

const log4jSeverities: Readonly<Record<string, Severity>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warning',
  WARNING: 'warning',
  ERROR: 'error',
  FATAL: 'fatal',
};

/** The lines of a log, or the events of the old format, where the log was one text with a JSON array (until 2023). */
export interface LogLines {
  readonly lines: readonly string[];
  /** Number of lines of the whole log, if the service says so. */
  readonly total?: number | undefined;
  /** The entries from this line on. A line without the engine's prefix belongs to the entry above it, if any. */
  readonly entriesFrom: (line: number) => readonly LogEntry[];
}

export const logLines = ({ results, total_count: total }: RunLogs): LogLines => {
  const [events] = results.length === 1 ? results.map(parseEvents) : [];
  if (events !== undefined)
    return { lines: events.map(({ raw }) => raw), entriesFrom: (line) => joined(events.slice(line)) };
  const given = results.map(withoutBreak);
  const isSplit = given.some((text) => text.includes('\n'));
  const lines = isSplit ? given.flatMap((text) => text.split(/\r?\n/)) : given;
  return {
    lines,
    // The total counts what the service gives as one entry.
    total: isSplit ? undefined : (total ?? undefined),
    entriesFrom: (line) => joined(lines.slice(line).map(lineEntry)),
  };
};

/** An entry of the service may end in the line break of its file, and contain several lines. */
const withoutBreak = (line: string): string => {
  let end = line.length;
  while (end > 0 && (line[end - 1] === '\n' || line[end - 1] === '\r')) end -= 1;
  return end === line.length ? line : line.slice(0, end);
};

const joined = (units: readonly LogEntry[]): readonly LogEntry[] => {
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

const lineEntry = (raw: string): LogEntry => dataStageEntry(raw) ?? log4jEntry(raw) ?? { text: raw, raw };

const dataStageEntry = (raw: string): LogEntry | undefined => {
  const found = dataStage.exec(raw);
  if (found === null) return undefined;
  const [prefix, severity, id, date, time] = found;
  return defined({
    time: `${date}T${time}`,
    severity: severityOf(severity),
    id,
    text: raw.slice(prefix.length),
    raw,
  });
};

const log4jEntry = (raw: string): LogEntry | undefined => {
  const found = log4j.exec(raw);
  if (found === null) return undefined;
  const [prefix, date, time, fraction, zone = '', level = ''] = found;
  return defined({
    time: `${date}T${time}${fraction === undefined ? '' : `.${fraction}`}${zone}`,
    severity: log4jSeverities[level],
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
