import type { Command } from '@commander-js/extra-typings';
import type { LogEntry } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { runCommand, type FlagsOf } from '../command.js';
import { choice, duration, integer, nonEmpty } from '../../command-line/options.js';
import { isKind, UsageError } from '../../errors.js';
import { timeOrAgo } from '../../input/time.js';
import { logFilter, timeOf } from '../../log/filter.js';
import { openTee, withTee, type Tee } from '../../log/tee.js';
import { readLog, unreadable } from '../../log/unreadable.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { wantsJson } from '../../output/modes.js';
import { logJson, toJson } from '../../render/json.js';
import { logText, missingText } from '../../render/log.js';
import type { RunTarget } from '../../target.js';
import { checkStream, followRun, reporter } from '../../wait/follow.js';
import { onTimeout as onTimeoutOption } from '../../wait/options.js';

/** By rising severity. */
const levels = ['info', 'warning', 'error', 'fatal'] as const;

const options = (command: Command) =>
  command
    .option('-f, --follow', 'print the log as it grows, until the run has ended')
    .option('--interval <D>', 'polling interval; default: 1s, growing to 30s', duration)
    .option('--tail <N>', 'show only the last N entries', integer(0))
    .addOption(choice('--level <LEVEL>', 'show only entries of this severity or higher', levels))
    .addOption(onTimeoutOption())
    .option('--since <T>', 'show only entries not older than a time or a duration, such as 12h', nonEmpty)
    .option('--grep <RE>', 'show only entries that match a regular expression (RE2)', nonEmpty)
    .option('--timestamps', 'start each line with the time of its entry, in UTC')
    .option('--tee <FILE>', 'append all lines, as the engine wrote them, to FILE', nonEmpty);

type Flags = FlagsOf<typeof options>;

/** A log to print: what of it is shown, and how. */
interface Printing {
  readonly session: Session;
  readonly target: RunTarget;
  readonly shows: (entry: LogEntry) => boolean;
  readonly textOf: (entry: LogEntry) => string;
  readonly tee: Tee | undefined;
}

export const runLogs = runCommand({
  name: 'logs',
  summary: 'Print the log of a run',
  details: [
    'Prints lines as the engine wrote them. If the service did not return all lines, stderr reports how many are missing. The service may not keep the log of a streaming run.',
    '--level always shows entries without a severity, and --since always shows entries without a time. A time without a zone is read as UTC.',
    '--tee writes all lines, including those that other flags hide. If FILE ends with a part of the log, only the lines after that part are appended.',
    'Exit code: 0 if the log could be read, even if the run failed; 6 if it could not.',
  ],
  examples: [
    ['follow the log of the active run', 'wxdi run logs Nightly @active -f'],
    ['print the errors of the newest run', 'wxdi run logs Nightly @latest --level error'],
    [
      'save the whole log, and print the entries that mention a table',
      "wxdi run logs Nightly @active -f --tee nightly.log --grep 'CUSTOMERS?'",
    ],
  ],
  options,
  needs: { interval: ['follow'], onTimeout: ['follow'] },
  run: async (session, flags, find) => {
    if (flags.follow === true) checkStream(session);
    if (session.output === 'name') throw new UsageError('-o name prints names, and a log has none');
    if (flags.timestamps === true && (wantsJson(session.output) || wantsDocument(session)))
      throw new UsageError(
        `--timestamps cannot be used with -o ${session.output}: each entry already has its time`,
      );
    const now = session.context.clock.now();
    const since = flags.since === undefined ? undefined : timeOrAgo('--since', flags.since, now);
    const shows = await logFilter({ ...flags, since });
    const textOf = textWith(session, flags.timestamps === true);
    const target = await find();
    const print = flags.follow === true ? followLog : printLog;
    if (flags.tee === undefined)
      return await print({ session, target, shows, textOf, tee: undefined }, flags);
    const tee = await openTee(session.context, flags.tee, session.say.warn);
    try {
      const teeing = { ...session, lines: withTee(session.lines, tee) };
      await print({ session: teeing, target, shows, textOf, tee }, flags);
    } finally {
      await tee.close();
    }
  },
});

const textWith =
  ({ style }: Session, timestamps: boolean) =>
  (entry: LogEntry): string => {
    const text = logText(entry, style);
    if (!timestamps) return text;
    const at = timeOf(entry);
    const time = at === undefined ? '-' : new Date(at).toISOString();
    return text.replace(/^/gm, `${time} `);
  };

const printLog = async (
  { session, target, shows, textOf, tee }: Printing,
  { tail }: Flags,
): Promise<void> => {
  const { entries, missing } = await readLog(session, target);
  const { lines, output } = session;
  for (const { raw } of tee === undefined ? [] : entries) await tee?.push(raw);
  const shown = entries.filter(shows);
  const last = shown.slice(Math.max(0, shown.length - (tail ?? Infinity)));
  if (wantsDocument(session) && (output !== 'jsonl' || session.query !== undefined))
    await printDocument(session, last.map(logJson));
  else {
    for (const entry of last) {
      const full = lines.push(output === 'jsonl' ? toJson(logJson(entry)) : textOf(entry));
      if (full !== undefined) await full;
    }
  }
  await lines.send();
  if (missing !== undefined) session.say.warn(missingText(missing));
  else if (entries.length === 0) session.say.note('the log is empty');
};

/** Prints the log as it grows. `tail` omits all but the last entries that exist at the beginning. */
const followLog = async (
  { session, target, shows, textOf, tee }: Printing,
  { tail, interval, onTimeout }: Flags,
): Promise<void> => {
  const { client, job, run, words } = target;
  const { signal } = session;
  const noneYet = (error: unknown): readonly LogEntry[] => {
    if (isKind(error, 'NotFound') || isKind(error, 'Refused') || isKind(error, 'Unavailable')) return [];
    throw error;
  };
  // Of the entries that exist now, the last ones are shown.
  const existing = tail === undefined ? [] : await client.runs.logs(job, run, { signal }).catch(noneYet);
  const omitted = existing.filter(shows).length - (tail ?? 0);
  let seen = 0;
  const wanted = (entry: LogEntry): boolean => {
    if (!shows(entry)) return false;
    seen += 1;
    return seen > omitted;
  };
  const report = reporter(session, {}, { wanted, textOf, isAll: true });
  let failure: unknown;
  await followRun(
    session,
    target,
    { interval, onTimeout },
    {
      logs: true,
      report: (event) => {
        if (event.type === 'no-log') failure = event.error;
        const behind = event.type === 'log' ? tee?.push(event.entry.raw) : undefined;
        const full = report(event);
        return behind === undefined ? full : behind.then(() => full);
      },
    },
  );
  if (failure !== undefined) throw unreadable(failure, words);
};
