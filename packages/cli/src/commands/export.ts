import type { Command } from '@commander-js/extra-typings';
import type { ExportedJob, ExportedJobs } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { JOB, jobCommand, JOBS, type FlagsOf } from './command.js';
import { nonEmpty } from '../command-line/options.js';
import { hinting, UsageError } from '../errors.js';
import { jobFileText } from '../job-files/text.js';
import { targetFolder } from '../job-files/write.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { printRows } from '../output/print.js';
import type { Column } from '../render/table.js';
import { visible } from '../render/visible.js';
import { selectedJobs } from '../select.js';

/** A job and the file that it was written to. */
interface Row {
  readonly id: string;
  readonly name: string;
  readonly file: string;
}

const columns: readonly Column<Row>[] = [
  { header: 'FILE', value: ({ file }) => file },
  { header: 'NAME', value: ({ name }) => name },
  { header: 'ID', value: ({ id }) => id, isId: true },
];

const options = (command: Command) =>
  command
    .option(...JOBS, nonEmpty)
    .option('-d, --dir <DIR>', 'folder to write the files to; required', nonEmpty)
    .option('--names', 'write names instead of ids, for another project or space')
    .option('--with-values', 'write the values of environment variables and secrets');

export const exportCommand = jobCommand({
  name: 'export',
  summary: 'Write jobs to files, one file a job',
  details: [
    'Writes a YAML file for each job to DIR, named after the job, and prints the names. DIR is created if missing, and existing files are replaced. Without JOB or --job, all jobs are exported. The files have what the job was given, not what the service added, and the same jobs give the same bytes. `wxdi plan` and `wxdi apply` read them.',
    'A file has the ids of its job, flow, environment and parameter sets, so that it changes that job. With --names it has names instead, so that it describes a job of any project or space.',
    'Values of environment variables, and of parameters and settings that are secrets by their names or form, are written as ${env.NAME}: `wxdi plan` and `wxdi apply` read them from the environment. --with-values writes the values; do not commit such files.',
    'If DIR or a file cannot be written, no file is changed.',
  ],
  examples: [
    ['export all jobs', 'wxdi export -d jobs'],
    ['export some of them', "wxdi export --job 'Load *' -d jobs"],
    ['export a job for another project', "wxdi export 'Load customers' -d jobs --names"],
  ],
  args: [{ ...JOB, many: true, optional: true, unless: 'job' }],
  options,
  run: async (session, flags, _find, words) => {
    const { dir } = flags;
    if (dir === undefined) throw new UsageError('`wxdi export` needs -d DIR', 'wxdi export --help');
    const folder = await targetFolder(session.context, dir);
    const isAll = flags.job === undefined && words.length === 0;
    const ids = isAll ? undefined : (await selectedJobs(session, flags, words)).map(({ job }) => job);
    const exported = await session.spinner.during(() => 'reading jobs', read(session, flags, ids));
    const { jobs } = exported;
    const texts = new Map<string, string>();
    for (const { fileName, document } of jobs) texts.set(`${fileName}.yaml`, await jobFileText(document));
    const paths = await folder.write(texts);
    if (jobs.length > 0) session.remember({ what: `${jobs.length} files were written to ${dir}` });
    report(session, exported);
    if (isAll) reportOthers(session, folder.names, texts);
    const rows = jobs.map(({ id, name }, i): Row => ({ file: paths[i] ?? '', name, id }));
    if (wantsDocument(session)) await printDocument(session, rows);
    else await printRows(session, columns, rows, ({ file }) => file);
  },
});

type Flags = FlagsOf<typeof options>;

const read = async (
  session: Session,
  { names, withValues }: Flags,
  jobs: readonly string[] | undefined,
): Promise<ExportedJobs> => {
  const client = await session.client();
  const reading = client.jobs.export({ jobs, names, withValues, signal: session.signal });
  const withIds =
    names === true ? 'omit --names: names are found by a search, which may not be permitted' : undefined;
  return await hinting(reading, { NotPermitted: withIds, Refused: withIds, NotFound: 'wxdi job list' });
};

/** Reports what is not in the files. */
const report = ({ say }: Session, { jobs, conflicts }: ExportedJobs): void => {
  if (jobs.length === 0) say.note('no job to export');
  for (const job of jobs) reportJob(say, job);
  const variables = [...new Set(jobs.flatMap((job) => job.variables))].sort();
  if (variables.length === 0) return;
  say.warn(
    `values of environment variables and secrets are not in the files; set ${variables.join(', ')} to plan or apply them, or export with --with-values`,
    { variables },
  );
  if (conflicts.length > 0)
    say.warn(
      `different values have the same name: ${conflicts.join(', ')}; use different names in the files, or export with --with-values`,
      { conflicts },
    );
};

const reportJob = (say: Session['say'], { id, name, leftOut, unnamed }: ExportedJob): void => {
  for (const { path, expected, received } of leftOut)
    say.warn(
      `job ${visible(name)}: ${visible(path)} was left out, since a file cannot have it: expected ${visible(expected)}, got ${visible(received)}`,
      { jobId: id },
    );
  for (const { what, id: asset } of unnamed)
    say.warn(
      `job ${visible(name)}: the file has the id of its ${what}, ${visible(asset)}, which has no name of its own`,
      {
        jobId: id,
      },
    );
};

/** Files of a folder that may be those of jobs that no longer exist. */
const reportOthers = (
  { say }: Session,
  before: readonly string[],
  texts: ReadonlyMap<string, string>,
): void => {
  const others = before.filter((name) => /^[^.].*\.(?:ya?ml|json)$/i.test(name) && !texts.has(name));
  if (others.length > 0)
    say.note(`other job files in the folder were not changed: ${others.map(visible).join(', ')}`, { others });
};
