import type { Report } from '@wxdi/sdk';
import { showSeconds } from './duration.js';
import { notJudged, reportRows, type ReportRow } from './report.js';
import { showTime } from './views.js';
import { visible } from './visible.js';

/** The most rows of a section. */
const mostRows = 20;

const titles: Readonly<Record<ReportRow['what'], string>> = {
  failed: 'Failed',
  stuck: 'Stuck',
  missed: 'Missed',
  slow: 'Slow',
  running: 'Running',
  unreadable: 'Not read: the report is incomplete',
};

/** The lines of a report in Markdown, for a pull request, a chat or a ticket. */
export const reportMarkdown = (report: Report): readonly string[] => {
  const { since, until, total, byState, unjudged } = report;
  const rows = reportRows(report);
  const states = Object.entries(byState).map(([state, count]) => `${count} ${code(state)}`);
  return [
    `## Runs from ${showTime(since)} to ${showTime(until)}`,
    '',
    `**${total} ${total === 1 ? 'run' : 'runs'}**${states.length === 0 ? '' : `: ${states.join(', ')}`}`,
    ...(Object.keys(titles) as readonly ReportRow['what'][]).flatMap((what) =>
      section(
        titles[what],
        rows.filter((row) => row.what === what),
      ),
    ),
    ...notJudged(unjudged).flatMap((text) => ['', `Not judged: ${text}.`]),
  ];
};

interface Cell {
  readonly title: string;
  readonly of: (row: ReportRow) => string;
}

const cells: readonly Cell[] = [
  { title: 'Job', of: ({ job }) => code(job) },
  { title: 'Run', of: ({ run }) => code(run) },
  { title: 'State', of: ({ state }) => code(state) },
  { title: 'Time', of: ({ at }) => showTime(at) },
  { title: 'Duration', of: ({ seconds }) => (seconds === undefined ? '' : showSeconds(seconds)) },
  { title: 'Usual', of: ({ usual }) => (usual === undefined ? '' : showSeconds(usual)) },
  { title: 'Reason', of: ({ why }) => code(why?.trim().split('\n')[0]) },
];

/** A table without the columns that are empty. */
const section = (title: string, rows: readonly ReportRow[]): readonly string[] => {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostRows);
  const used = cells.filter(({ of }) => shown.some((row) => of(row) !== ''));
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    '',
    `### ${title} (${rows.length})`,
    '',
    line(used.map((cell) => cell.title)),
    line(used.map(() => '---')),
    ...shown.map((row) => line(used.map(({ of }) => of(row)))),
    ...(rows.length > mostRows ? ['', `And ${rows.length - mostRows} more.`] : []),
  ];
};

/** Text of the service as code: nothing in it is a link, a mention, HTML or the end of a cell. */
const code = (text = ''): string => {
  const safe = visible(text).trim();
  return safe === '' ? '' : `\`${safe.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
};
