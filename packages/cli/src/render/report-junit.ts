import type { Report, ReportRun } from '@wxdi/sdk';
import { isFinished, succeeded } from '@wxdi/sdk';
import { reportRows, type ReportRow } from './report.js';
import { showTime } from './views.js';
import { visible } from './visible.js';

type Result = 'failure' | 'error' | 'skipped';

/** One test case: a run, a missed start, or what could not be read. */
interface Case {
  readonly job: string;
  readonly name: string;
  readonly seconds: number;
  readonly result?: Result;
  readonly message?: string;
}

/**
 * The lines of a report as JUnit XML: a suite for each job, a case for each run. A run that failed or is stuck and a missed
 * start are failures; a run without a result is skipped; what could not be read is an error.
 */
export const reportJunit = (report: Report): readonly string[] => {
  const names = new Map(report.jobs.map(({ id, name }) => [id, name]));
  const rows = reportRows(report);
  const rowOf = new Map(
    rows.flatMap((row) =>
      row.run === undefined || row.what === 'unreadable' ? [] : [[row.run, row] as const],
    ),
  );
  const cases = [
    ...report.runs.map((run) => caseOf(names.get(run.jobId) ?? run.jobId, run, rowOf.get(run.id))),
    ...rows
      .filter(({ what }) => what === 'missed' || what === 'unreadable')
      .map(({ what, job, run = '', at, why = '' }): Case =>
        what === 'missed'
          ? { job, name: `start ${showTime(at)}`, seconds: 0, result: 'failure', message: 'Missed' }
          : { job: job || 'jobs', name: `read ${run}`.trim(), seconds: 0, result: 'error', message: why },
      ),
  ];
  const suites = new Map<string, Case[]>();
  for (const one of cases) suites.set(one.job, [...(suites.get(one.job) ?? []), one]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="wxdi report" ${counts(cases)}>`,
    ...[...suites]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([job, ofJob]) => [
        `  <testsuite name="${xml(job)}" ${counts(ofJob)} timestamp="${xml(report.since)}">`,
        ...ofJob.flatMap(caseLines),
        '  </testsuite>',
      ]),
    '</testsuites>',
  ];
};

const caseOf = (job: string, run: ReportRun, row: ReportRow | undefined): Case => {
  const { id, state, createdAt, durationSeconds = 0 } = run;
  const named = {
    job,
    name: `run ${id} ${showTime(createdAt)}`.trim(),
    seconds: row?.seconds ?? durationSeconds,
  };
  if (row?.what === 'failed') return { ...named, result: 'failure', message: `${state}: ${row.why ?? ''}` };
  if (row?.what === 'stuck') return { ...named, result: 'failure', message: `Stuck: ${state}` };
  return isFinished(state) && succeeded(state) ? named : { ...named, result: 'skipped', message: state };
};

const counts = (cases: readonly Case[]): string => {
  const number = (wanted: Result): number => cases.filter(({ result }) => result === wanted).length;
  const time = cases.reduce((sum, { seconds }) => sum + seconds, 0);
  return `tests="${cases.length}" failures="${number('failure')}" errors="${number('error')}" skipped="${number('skipped')}" time="${time}"`;
};

const caseLines = ({ job, name, seconds, result, message = '' }: Case): readonly string[] => {
  const start = `    <testcase classname="${xml(job)}" name="${xml(name)}" time="${seconds}"`;
  if (result === undefined) return [`${start}/>`];
  const type = result === 'failure' ? ` type="${xml(message.split(':')[0] ?? '')}"` : '';
  return [`${start}>`, `      <${result}${type} message="${xml(message)}"/>`, '    </testcase>'];
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text in an attribute. XML has no characters for controls: they are written as their codes. */
const xml = (text: string): string =>
  visible(text)
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
