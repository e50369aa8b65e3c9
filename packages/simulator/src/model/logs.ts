import { messagesAt, type LogMessage } from './messages.js';
import { isStreaming } from './plans.js';
import type { Quirks } from './quirks.js';
import type { RunRecord } from './state.js';
import { endAt } from './timeline.js';
import { isoSeconds } from './wire.js';

/** The formats of log messages. */

const clock = (ms: number): string => isoSeconds(ms).replace('T', ' ').slice(0, -1);

const dataStageLines = (messages: readonly LogMessage[]): readonly string[] => {
  let second = '';
  let inSecond = 0;
  return messages.flatMap((m) => {
    const time = clock(m.at);
    inSecond = time === second ? inSecond + 1 : 0;
    second = time;
    const serial = String(inSecond % 1_000).padStart(3, '0');
    return [`##${m.severity} ${m.id} ${time}(${serial}) ${m.text}`, ...(m.more ?? [])];
  });
};

const levels = { I: 'INFO', W: 'WARN', E: 'ERROR', F: 'FATAL' } as const;

/** Runtimes other than DataStage have a line format of their own. */
const plainLines = (messages: readonly LogMessage[]): readonly string[] =>
  messages.flatMap((m) => [
    `${clock(m.at)},${String(m.at % 1_000).padStart(3, '0')} ${levels[m.severity]} ${m.text}`,
    ...(m.more ?? []),
  ]);

/** The format of 2022 and 2023: one string that contains a JSON array. */
const jsonArray = (messages: readonly LogMessage[], user: string): readonly string[] => [
  JSON.stringify(
    messages.map((m, i) => ({
      eventID: i,
      occurredAt: m.at,
      msgID: m.id,
      eventType: levels[m.severity],
      eventDetail: [m.text, ...(m.more ?? [])].join('\n'),
      user,
    })),
  ),
];

/** The log, or an error status: there is none yet, or, for a streaming run, it is not kept after the end. */
export const logLines = (
  run: RunRecord,
  now: number,
  quirks: Quirks,
  user: string,
): readonly string[] | 400 | 404 => {
  if (now - run.createdAt < quirks.logLagMs) return 404;
  if (isStreaming(run.jobType)) {
    const over = endAt(run.timeline, now) !== undefined;
    const place = over ? quirks.streamingLogsAfterEnd : quirks.streamingLogs;
    if (place === 'empty') return [];
    if (place !== 'lines') return place;
  }
  const messages = messagesAt(run, now);
  if (quirks.logForm === 'json-array' || (quirks.logForm === 'dialect' && quirks.dialect === '2022')) {
    return jsonArray(messages, user);
  }
  return run.jobType === 'data_intg_flow' ? dataStageLines(messages) : plainLines(messages);
};
