import { FROM, jobCommand } from '../command.js';
import { integer, multiple, nonEmpty } from '../../command-line/options.js';
import { exitCode } from '../../exit-code.js';
import { isoTime, timeRange } from '../../input/time.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { printDetails, printRows } from '../../output/print.js';
import { unreadableRows } from '../../output/unreadable.js';
import { historyColumns, historyDetails, historyJson, showPace } from '../../render/history.js';

export const jobHistory = jobCommand({
  name: 'history',
  summary: 'Show how the runs of a job went',
  details: [
    'Prints the success rate, the number of runs by state, the median and the 95th percentile of duration, queue time and rows, the trend and outliers. Durations and rows are those of completed runs. Queue time is the time from the creation of a run to the beginning of its execution. The usual duration is the median of the last 20 completed runs. A number of too few runs is not printed: a median needs 5 runs, a 95th percentile 20, a trend 10.',
    'On a terminal, also prints a strip of the states and of the durations, oldest first; -o wide adds the runs. tsv has a row for each run: id, state, created, seconds, queue seconds, rows read, rows written, outlier. json has numbers.',
    'With --slower-than, the exit code is 15 if the newest run or an active one takes, or took, longer than this multiple of the usual duration. Without a usual duration it is 0, with a note.',
  ],
  examples: [
    ['show the last 50 runs', 'wxdi job history Nightly'],
    ['alert if tonight is slow', 'wxdi job history Nightly --slower-than 1.5x -q'],
    ['print the success rate of a week', 'wxdi job history Nightly --since 7d --query successRate'],
  ],
  options: (command) =>
    command
      .option('--limit <N>', 'only the newest N runs; default: 50, or all with --since', integer(1))
      .option('--since <T>', 'only runs since a time or a duration, such as 7d', nonEmpty)
      .option(...FROM)
      .option('--slower-than <Nx>', 'exit 15 if slower than this multiple of the usual duration', multiple),
  run: async (session, { limit, since, slowerThan }, find) => {
    const { output, context, style, say, signal } = session;
    const { clock, stdout } = context;
    const { from } = timeRange({ since }, clock.now());
    const { client, job } = await find();
    const { onUnreadable, report } = unreadableRows();
    const history = await client.jobs.history(job, {
      limit,
      since: from === undefined ? undefined : isoTime(from),
      slowerThan,
      onUnreadable,
      signal,
    });
    const { runs, pace } = history;
    if (wantsDocument(session)) await printDocument(session, historyJson(history));
    else {
      const isPicture = output === 'table' || output === 'wide';
      if (isPicture && runs.length > 0)
        await printDetails(session, historyDetails(history, style, stdout.columns));
      if (output !== 'table') await printRows(session, historyColumns, runs, ({ id }) => id);
    }
    if (runs.length === 0) say.note('no runs');
    report();
    if (pace === undefined) return exitCode.done;
    if (pace._tag === 'Slow') say.warn(`slow: ${showPace(pace)}`);
    else if (pace._tag !== 'NotSlow') say.note(showPace(pace));
    return pace._tag === 'Slow' ? exitCode.slow : exitCode.done;
  },
});
