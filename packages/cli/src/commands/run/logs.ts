import type { Command } from '@commander-js/extra-typings';
import type { LogEntry, Severity } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { command, JOB, RUN, type FlagsOf } from '../command.js';
import { choice, integer, nonEmpty } from '../../command-line/options.js';
import { hinting, UsageError } from '../../errors.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { openTee, teeing } from '../../output/lines.js';
import { logJson, toJson } from '../../render/json.js';
import { logText } from '../../render/log.js';
import { byName, runTarget, type RunTarget } from '../../target.js';
import { checkStream, followRun, reporter } from '../../wait/follow.js';

const options = (command: Command) =>
  byName(command)
    .option('-f, --follow', 'print the log as it grows, until the run has ended')
    .option('--tail <N>', 'show only the last N entries', integer(0))
    .addOption(
      choice('--level <LEVEL>', 'show only entries of this severity or higher', [
        'info',
        'warning',
        'error',
        'fatal',
      ]),
    )
    .option('--tee <FILE>', 'also write the lines to FILE, replacing its content', nonEmpty);

type Flags = FlagsOf<typeof options>;

export const runLogs = command({
  name: 'logs',
  summary: 'Print the log of a run',
  details: ['Prints lines as the engine wrote them. The service may not keep the log of a streaming run.'],
  examples: [
    ['follow the log of the active run', 'wxdi run logs Nightly @active -f'],
    ['print the errors of the newest run', 'wxdi run logs Nightly @latest --level error'],
  ],
  args: [JOB, RUN],
  options,
  run: async (session, flags, args) => {
    if (flags.tee === undefined) return await printLog(session, flags, args);
    const file = await openTee(session.context, flags.tee);
    try {
      const lines = teeing(session.lines, file, flags.tee);
      return await printLog({ ...session, lines }, flags, args);
    } finally {
      await file.close();
    }
  },
});

const printLog = async (session: Session, flags: Flags, args: readonly string[]): Promise<void> => {
  if (flags.follow === true) checkStream(session);
  if (session.output === 'name') throw new UsageError('-o name prints names, and a log has none');
  const target = await runTarget(session, flags, args);
  const { client, job, run, word } = target;
  const shows = severityFilter(flags.level);
  if (flags.follow === true) {
    await followLog(session, target, shows, flags.tail);
    return;
  }
  const entries = await hinting(client.runs.logs(job, run, { signal: session.signal }), {
    NotFound: `wxdi run list ${word}`,
  });
  const shown = entries.filter(shows);
  await print(
    session,
    flags.tail === undefined ? shown : shown.slice(Math.max(0, shown.length - flags.tail)),
  );
  if (entries.length === 0) session.say.note('the log is empty');
};

/** Prints the log as it grows. `tail` omits all but the last entries that exist at the beginning. */
const followLog = async (
  session: Session,
  target: RunTarget,
  shows: (entry: LogEntry) => boolean,
  tail: number | undefined,
): Promise<void> => {
  // The log is delivered from its beginning and only grows, so the number of entries to omit is known.
  const { client, job, run } = target;
  const existing = tail === undefined ? [] : await client.runs.logs(job, run, { signal: session.signal });
  let omit = Math.max(0, existing.filter(shows).length - (tail ?? 0));
  const wanted = (entry: LogEntry): boolean => {
    if (!shows(entry)) return false;
    if (omit > 0) {
      omit -= 1;
      return false;
    }
    return true;
  };
  await followRun(session, target, {}, { logs: true, report: reporter(session, {}, wanted) });
};

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2, fatal: 3 };

/** An entry without a severity belongs to the entry before it. */
const severityFilter = (level: Severity | undefined): ((entry: LogEntry) => boolean) => {
  let before = level === undefined;
  return ({ severity }) => {
    if (level === undefined) return true;
    if (severity !== undefined) before = ranks[severity] >= ranks[level];
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
