import type { LogEntry, Severity } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { runLogs } from '../../declarations/run-logs.js';
import type { Session } from '../../session.js';
import { exitCode } from '../../exit-code.js';
import { hinting } from '../../hints.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { checkStream } from '../../output/fits.js';
import { openTee, teeing } from '../../output/tee.js';
import { logJson, toJson } from '../../render/json.js';
import { logText } from '../../render/log.js';
import { UsageError } from '../../usage-error.js';
import { followLog } from '../../wait/follow-log.js';
import { targetOf } from './target.js';

export const run: Run<typeof runLogs.flags> = async (session, flags, args) => {
  const { tee } = flags;
  if (tee === undefined) return await printLog(session, flags, args);
  const { context } = session;
  const file = await openTee(context, tee);
  try {
    const lines = teeing(session.lines, file, tee);
    return await printLog(Object.create(session, { lines: { value: lines } }) as Session, flags, args);
  } finally {
    await file.close();
  }
};

type Command = Run<typeof runLogs.flags>;

const printLog: Command = async (session, flags, args) => {
  if (flags.follow) checkStream(session);
  if (session.output === 'name') throw new UsageError('-o name is only names, and a log has none');
  const { client, job, run: id, word } = await targetOf(session, flags, args);
  const shows = severeAs(flags.level);
  if (flags.follow) await followLog(session, client, { job, run: id, word }, shows, flags.tail);
  else {
    const entries = await hinting(client.runs.logs(job, id, { signal: session.signal }), {
      NotFound: `wxdi run list ${word}`,
    });
    await print(session, lastOf(entries.filter(shows), flags.tail));
    if (entries.length === 0) session.say.note('the log is empty');
  }
  client.close();
  return exitCode.done;
};

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2, fatal: 3 };

/** Whether an entry is severe enough. One without a severity goes with the entry before it. */
const severeAs = (level: Severity | undefined): ((entry: LogEntry) => boolean) => {
  let before = level === undefined;
  return ({ severity }) => {
    if (level === undefined) return true;
    if (severity !== undefined) before = ranks[severity] >= ranks[level];
    return before;
  };
};

const lastOf = (entries: readonly LogEntry[], tail: number | undefined): readonly LogEntry[] =>
  tail === undefined ? entries : entries.slice(Math.max(0, entries.length - tail));

const print = async (session: Session, entries: readonly LogEntry[]): Promise<void> => {
  const { lines, output } = session;
  if (wantsDocument(session) && (output !== 'jsonl' || session.query !== undefined))
    await printDocument(session, entries.map(logJson));
  else {
    for (const entry of entries) {
      const full = lines.push(output === 'jsonl' ? toJson(logJson(entry)) : logText(entry, session));
      if (full !== undefined) await full;
    }
  }
  await lines.send();
};
