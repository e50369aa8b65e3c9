import type { ProjectReport } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { command, FROM, JOBS } from './command.js';
import { integer, nonEmpty } from '../command-line/options.js';
import { Unwritable } from '../context.js';
import { UsageError } from '../errors.js';
import { glob } from '../input/glob.js';
import { timeOrAgo } from '../input/time.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { incomplete } from '../output/incomplete.js';
import { pushAll } from '../output/lines.js';
import { allModes } from '../output/modes.js';
import { checkReport, printDetails, printRows } from '../output/print.js';
import { reportColumns, reportDetails, reportJson, reportRows } from '../render/report.js';
import { showTime } from '../render/views.js';
import { visible } from '../render/visible.js';

export const report = command({
  name: 'report',
  summary: 'Show what happened in the project since a time',
  details: [
    'Prints how many runs there were by state, and what needs a look: runs that failed, with the reasons of the service; stuck runs, which are active for longer than an hour and 3 times the usual duration; missed starts: times of a schedule without a scheduled run within 15 minutes; slow runs, which took more than 1.5 times the usual duration and at least a minute longer; and running ones. The usual duration is the median of the last 20 completed runs that were read, from 5 on: for jobs that run once a day, read more of them with --usual-since.',
    'tsv has a row for each of these: what, job, run, state, time, seconds, usual seconds, reason. json has them as lists. markdown is for a pull request, a chat or a ticket; junit has a test case for each run and missed start, for CI. --html writes a page with charts, as one file that loads nothing.',
    'The runs are found by a search, 200 in a request, whose index may lag; active runs that were created before are found as far as the index knows states. --exact reads the lists of all jobs instead: complete, but two requests for each job.',
    'Exit code: 0 if everything could be read, whatever happened. Otherwise the rest is printed, and the exit code is 6 or 7.',
  ],
  examples: [
    ['show what happened in the last 24 hours', 'wxdi report'],
    ['write a page to look at', 'wxdi report --since 12h --usual-since 14d --html report.html'],
    ['show the last week as an archive has it', 'wxdi report --from ./runs --since 7d'],
    ['print the jobs that failed', "wxdi report --query 'failed[].jobName'"],
  ],
  modes: allModes,
  options: (added) =>
    added
      .option('--since <T>', 'begin of the time: a time or a duration before now; default: 24h', nonEmpty)
      .option('--until <T>', 'end of the time; default: now', nonEmpty)
      .option(...JOBS, nonEmpty)
      .option('--usual-since <T>', 'read the runs since then too, to know what is usual', nonEmpty)
      .option('--errors <N>', 'read the logs of the newest N failed runs for the first error', integer(0))
      .option('--exact', 'read the lists of all jobs instead of a search')
      .option(...FROM)
      .option('--html <FILE>', 'also write a page with charts, mode 0600', nonEmpty),
  run: async (session, { since, until, job, usualSince, errors, exact, html, from }) => {
    checkReport(session);
    if (from !== undefined) session.readFrom(from);
    const { context, signal, say } = session;
    const now = context.clock.now();
    const timeOf = (flag: string, text: string | undefined): string | undefined =>
      text === undefined ? undefined : new Date(timeOrAgo(flag, text, now)).toISOString();
    const options = {
      since: timeOf('--since', since ?? '24h'),
      until: timeOf('--until', until),
      usualSince: timeOf('--usual-since', usualSince),
      jobName: job === undefined ? undefined : glob(job),
      errors,
      // An archive has lists only.
      exact: exact === true || from !== undefined,
    };
    const end = options.until ?? new Date(now).toISOString();
    if (options.since !== undefined && Date.parse(options.since) > Math.min(Date.parse(end), now))
      throw new UsageError(
        `--since ${since} is later than ${until === undefined ? 'now' : `--until ${until}`}`,
      );
    const path = html === undefined ? undefined : await pathOf(session, html);
    const found = await session.spinner.during(
      () => 'reading runs',
      (await session.client()).report({ ...options, signal }),
    );
    if (path !== undefined) await writePage(session, path, found);
    await print(session, found);
    if (path !== undefined) say.note(`the page was written to ${visible(html)}`);
    if (!options.exact) say.note(sourceOf(found));
    const [first, ...others] = found.unreadable;
    if (first === undefined) return;
    const { job: id, jobName = id, run } = first;
    const what = run !== undefined ? `run ${run}` : jobName === undefined ? 'jobs' : `job ${jobName}`;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    throw incomplete(`${what} cannot be read${more}`, first, 'wxdi report -o json --query unreadable');
  },
});

/** Before anything is read. */
const pathOf = async ({ context }: Session, file: string): Promise<string> => {
  try {
    return await context.writablePath(file);
  } catch (error) {
    throw new UsageError(`--html ${file} cannot be written: ${(error as Error).message}`);
  }
};

/** The page is loaded when it is needed: no other command pays for it. */
const writePage = async ({ context }: Session, path: string, found: ProjectReport): Promise<void> => {
  const { reportPage } = await import('@wxdi/report-page');
  try {
    await context.writePrivate(path, reportPage(found));
  } catch (error) {
    throw new Unwritable((error as Error).message, { cause: error });
  }
};

const print = async (session: Session, found: ProjectReport): Promise<void> => {
  const { output, lines, style } = session;
  if (wantsDocument(session)) return await printDocument(session, reportJson(found));
  if (output === 'markdown' || output === 'junit') {
    const { reportMarkdown } = await import('../render/report-markdown.js');
    const { reportJunit } = await import('../render/report-junit.js');
    await pushAll(lines, output === 'markdown' ? reportMarkdown(found) : reportJunit(found), (line) => line);
    return await lines.send();
  }
  if (output !== 'tsv') await printDetails(session, reportDetails(found, style));
  const rows = reportRows(found);
  if (output !== 'tsv' && rows.length > 0) await lines.push('');
  await printRows(session, reportColumns, rows, ({ job }) => job);
};

const sourceOf = ({ source, because, since }: ProjectReport): string => {
  const from =
    source === 'search'
      ? 'the runs were found by a search: the newest may be missing'
      : `the runs are those of the lists${because === undefined ? '' : `, since ${visible(because)}`}`;
  return `${from}; active runs that were created before ${showTime(since)} may be missing too; --exact reads all`;
};
