import type { ArchivedRuns } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { command } from './command.js';
import { choice, nonEmpty } from '../command-line/options.js';
import { explained, UsageError } from '../errors.js';
import { isoTime, timeRange } from '../input/time.js';
import { checkReport, printReport } from '../output/print.js';
import { quoted } from '../render/shell.js';
import { visible } from '../render/visible.js';

export const archive = command({
  name: 'archive',
  summary: 'Keep runs and logs in a folder, before the service forgets them',
  details: [
    'Copies the runs of all jobs of the project or space to files below DIR, which is created if missing. Without --since, that is everything that the service still has. Run it again, for example each night, to add what is new: an archived run never gets less, and one that the service has deleted stays. If it is interrupted, the next one continues. Do not run two at once for the same DIR.',
    'The values of environment variables and secrets are written as ***, in logs those of parameters and variables that are secrets by their names; --with-values keeps them. Files are readable for their owner only. `job history`, `run explain` and `run diff` read the archive with --from DIR.',
    'Exit code: 0 only if everything could be read. What could not be read is reported for each job, and the rest is kept. DIR with other files is exit 2, and nothing is written.',
  ],
  examples: [
    ['keep all runs, and the logs of those that failed', 'wxdi archive ./runs'],
    ['keep the runs of the last two days, with all logs', 'wxdi archive ./runs --since 2d --logs all'],
    ['look at a job offline', 'wxdi job history Nightly --from ./runs'],
  ],
  args: [
    {
      name: 'DIR',
      summary: 'folder of the archive',
      check: (word) => {
        if (word.trim() === '') throw new UsageError('DIR is empty');
      },
    },
  ],
  options: (command) =>
    command
      .option('--since <T>', 'only runs created since a time or a duration, such as 7d', nonEmpty)
      .addOption(
        choice(
          '--logs <WHICH>',
          'logs to keep: of ended runs that did not succeed, of all ended runs, or none',
          ['failed', 'all', 'none'],
          'failed',
        ),
      )
      .option('--with-values', 'keep the values of environment variables and secrets'),
  run: async (session, { since, logs, withValues }, [folder = '']) => {
    checkReport(session);
    const { from } = timeRange({ since }, session.context.clock.now());
    const client = await session.client();
    const archiving = client.runs.archive(folder, {
      since: from === undefined ? undefined : isoTime(from),
      logs,
      withValues,
      signal: session.signal,
    });
    const archived = await session.spinner.during(() => `archiving runs to ${visible(folder)}`, archiving);
    const { jobs, added, updated, logs: written, withoutLog, failures } = archived;
    await printReport(session, { ...archived, failures: failures.map(failureJson) }, [
      ['Jobs', String(jobs)],
      ['Runs', `${added} added, ${updated} updated`],
      ['Logs', `${written} written`],
      ['No log', withoutLog === 0 ? '' : `${withoutLog} runs: the service has no log of them`],
    ]);
    report(session, folder, archived);
  },
});

type Failure = ArchivedRuns['failures'][number];

const failureJson = ({ error, ...ids }: Failure): object => ({
  ...ids,
  kind: error.kind,
  message: error.message,
});

const nameOf = ({ jobId, jobName = jobId, runId }: Failure): string => {
  const job = jobName === undefined ? 'the list of jobs' : `job ${jobName}`;
  return visible(runId === undefined ? job : `run ${runId} of ${job}`);
};

/** Throws if something could not be read. */
const report = ({ say }: Session, folder: string, { failures }: ArchivedRuns): void => {
  const [first] = failures;
  if (first === undefined) return;
  if (failures.length > 1)
    for (const failure of failures)
      say.warn(`${nameOf(failure)} could not be read: ${visible(failure.error.message)}`);
  const what =
    failures.length === 1
      ? `${nameOf(first)} could not be read`
      : `${failures.length} jobs or runs could not be read`;
  throw explained(first.error, {
    message: `the archive is incomplete: ${what}: ${first.error.message}`,
    hint: `wxdi archive ${quoted(folder)}, which reads again what is missing`,
  });
};
