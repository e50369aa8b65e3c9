import type { Command } from '@commander-js/extra-typings';
import type { LogEntry, Severity } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { runCommand, type FlagsOf } from '../command.js';
import { choice, integer, nonEmpty } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { openTee, teeing } from '../../output/lines.js';
import { logJson, toJson } from '../../render/json.js';
import { logText } from '../../render/log.js';
import type { RunTarget } from '../../target.js';
import { checkStream, followRun, reporter } from '../../wait/follow.js';
import { onTimeout } from '../../wait/options.js';

/** By rising severity. */
const levels = ['info', 'warning', 'error', 'fatal'] as const;

const options = (command: Command) =>
  command
    .option('-f, --follow', 'print the log as it grows, until the run has ended')
    .option('--tail <N>', 'show only the last N entries', integer(0))
    .addOption(choice('--level <LEVEL>', 'show only entries of this severity or higher', levels))
    .addOption(onTimeout())
    .option('--tee <FILE>', 'also write the lines to FILE, replacing its content', nonEmpty);

type Flags = FlagsOf<typeof options>;

export const runLogs = runCommand({
  name: 'logs',
  summary: 'Print the log of a run',
  details: ['Prints lines as the engine wrote them. The service may not keep the log of a streaming run.'],
  examples: [
    ['follow the log of the active run', 'wxdi run logs Nightly @active -f'],
    ['print the errors of the newest run', 'wxdi run logs Nightly @latest --level error'],
  ],
  options,
  needs: { onTimeout: ['follow'] },
  run: async (session, flags, find) => {
    if (flags.follow === true) checkStream(session);
    if (session.output === 'name') throw new UsageError('-o name prints names, and a log has none');
    const target = await find();
    if (flags.tee === undefined) return await printLog(session, flags, target);
    const file = await openTee(session.context, flags.tee);
    try {
      const lines = teeing(session.lines, file, flags.tee);
      return await printLog({ ...session, lines }, flags, target);
    } finally {
      await file.close();
    }
  },
});

const printLog = async (session: Session, flags: Flags, target: RunTarget): Promise<void> => {
  const { client, job, run } = target;
  const shows = severityFilter(flags.level);
  if (flags.follow === true) return await followLog(session, target, shows, flags);
  const entries = await client.runs.logs(job, run, { signal: session.signal });
  const shown = entries.filter(shows);
  await print(session, shown.slice(Math.max(0, shown.length - (flags.tail ?? Infinity))));
  if (entries.length === 0) session.say.note('the log is empty');
};

/** Prints the log as it grows. `tail` omits all but the last entries that exist at the beginning. */
const followLog = async (
  session: Session,
  target: RunTarget,
  shows: (entry: LogEntry) => boolean,
  { tail, onTimeout: policy }: Flags,
): Promise<void> => {
  // The log is delivered from its beginning and only grows, so the number of entries to omit is known.
  const { client, job, run } = target;
  const existing = tail === undefined ? [] : await client.runs.logs(job, run, { signal: session.signal });
  const omitted = existing.filter(shows).length - (tail ?? 0);
  let seen = 0;
  const wanted = (entry: LogEntry): boolean => {
    if (!shows(entry)) return false;
    seen += 1;
    return seen > omitted;
  };
  await followRun(
    session,
    target,
    { onTimeout: policy },
    { logs: true, report: reporter(session, {}, wanted) },
  );
};

/** An entry without a severity belongs to the entry before it. */
const severityFilter = (level: Severity | undefined): ((entry: LogEntry) => boolean) => {
  let before = level === undefined;
  return ({ severity }) => {
    if (level === undefined) return true;
    if (severity !== undefined) before = levels.indexOf(severity) >= levels.indexOf(level);
    return before;
  };
};

const print = async (session: Session, entries: readonly LogEntry[]): Promise<void> => {
  const { lines, output } = session;
  if (wantsDocument(session) && (output !== 'jsonl' || session.query !== undefined))
    await printDocument(session, entries.map(logJson));
  else {
    for (const entry of entries) {
      const full = lines.push(output === 'jsonl' ? toJson(logJson(entry)) : logText(entry, session.style));
      if (full !== undefined) await full;
    }
  }
  await lines.send();
};
