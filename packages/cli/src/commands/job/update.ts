import { Command } from '@commander-js/extra-typings';
import type { Client, Job, JobChanges, PatchOperation, UpdateOptions } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { mergeChanges } from '@wxdi/sdk';
import { printChanged } from '../change.js';
import { JOB, jobCommand, JOBS, type FlagsOf } from '../command.js';
import { changeEach } from '../several.js';
import { nonEmpty, several } from '../../command-line/options.js';
import { checkConfirmable, namesOf } from '../../confirm.js';
import { UsageError } from '../../errors.js';
import { valueOf } from '../../input/document.js';
import { isObject } from '../../input/object.js';
import { checkOne, printAll } from '../../output/print.js';
import { quoted } from '../../render/shell.js';
import { jobView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { selectedJobs } from '../../select.js';
import { settingOptions, settingsOf } from './settings.js';
import { unknownNames, unsetOf } from './unset.js';

const options = (command: Command) =>
  settingOptions(command)
    .option('--unset-param <K>', 'remove a parameter; repeatable', several)
    .option('--unset-param-set <PS>', 'remove a parameter set by name; repeatable', several)
    .option('--unset-env <K>', 'remove an environment variable; repeatable', several)
    .option('--patch <@f>', 'RFC 6902 patch to send as it is; - reads stdin', nonEmpty);

type Flags = FlagsOf<typeof options>;

const changing = options(new Command())
  .options.map((option) => option.attributeName() as keyof Flags)
  .filter((name) => name !== 'patch');

const fixed = (what: string): string =>
  `the service does not change the ${what} of a job. To create another job, use \`wxdi job create\``;

export const jobUpdate = jobCommand({
  name: 'update',
  alias: 'set',
  summary: 'Change a job, or several by their names',
  details: [
    'Sends the smallest patch, checks that it took effect (exit 5 if not), and prints the changed job. If the job already has all the values, nothing is sent. A name to remove that the job does not have is a warning.',
    'What is not named keeps its value: lists are merged by name, the configuration by member, at any depth. In a file, null clears a value. Flags win over the file.',
    '`--schedule none` also removes the start and end of the schedule.',
    '--job changes several jobs, prints them as a list, and asks once for confirmation on a terminal; otherwise it requires --yes.',
  ],
  raw: true,
  mutates: true,
  examples: [
    ['rename a job', "wxdi job update 'Load customers' --name 'Load all customers'"],
    ['start it every day at 06:00 UTC', "wxdi job update Nightly --schedule '0 6 * * *'"],
    ['set a parameter, and remove another', 'wxdi job update Nightly --param k=v --unset-param old'],
    ['change what a file names', 'wxdi job update Nightly -f job.yaml'],
    ['change several jobs, in a script', "wxdi job update --job 'Load *' --retention-days 30 --yes"],
  ],
  args: [{ ...JOB, unless: 'job' }],
  options: (command) => options(command).option(...JOBS, nonEmpty),
  refuses: { '--asset': fixed('asset'), '--type': fixed('type') },
  exclusive: [
    ['retentionDays', 'retentionRuns'],
    ...changing.map((flag) => ['patch', flag] as const),
    ['job', 'name'],
  ],
  run: async (session, flags, find) => {
    if (flags.job !== undefined) {
      checkConfirmable(session, 'changed');
      checkOne(session, 2);
    }
    const change = await changeOf(session, flags);
    if (flags.job !== undefined) return await changeJobs(session, flags.job, change);
    const { client, job, word } = await find();
    let isChanged = true;
    const onPatch = (operations: readonly PatchOperation[]): void => {
      change.warn('the job has no');
      isChanged = operations.length > 0;
      if (!isChanged) session.say.note('nothing to change', { jobId: job });
    };
    await printChanged(session, jobView, {
      sent: change.send(client, job, { onPatch, signal: session.signal }),
      maybe: 'the job may have been changed',
      look: `wxdi job get ${word}`,
      done: () => ({ what: `job ${job} was ${isChanged ? 'changed' : 'not changed'}` }),
    });
    session.say.next('to start it', `wxdi job start ${word}`);
  },
});

/** Changes the jobs that `--job` selects, and prints them as they are then. */
const changeJobs = async (session: Session, job: string, change: Change): Promise<void> => {
  const { say, signal } = session;
  const jobs = await selectedJobs(session, { job }, []);
  const what = jobs.length === 1 ? 'job' : `${jobs.length} jobs:`;
  await changeEach(session, {
    items: jobs,
    noun: 'job',
    label: (one) => one.job,
    done: 'changed',
    question: `Change ${what} ${namesOf(jobs.map(({ label }) => label))}?`,
    change: ({ client, job: id, label }) => {
      const onPatch = (operations: readonly PatchOperation[]): void => {
        if (operations.length === 0) say.note(`nothing to change in job ${visible(label)}`, { jobId: id });
      };
      return change.send(client, id, { onPatch, signal });
    },
    look: `wxdi job list --name ${quoted(job)}`,
    print: (after) => printAll(session, jobView, after),
  });
  change.warn(jobs.length === 1 ? 'the job has no' : `none of the ${jobs.length} jobs has`);
};

interface Change {
  readonly send: (
    client: Client,
    job: string,
    options: UpdateOptions & { signal: AbortSignal },
  ) => Promise<Job>;
  /** Warns of names to remove that no job has, as soon as the jobs are known. */
  readonly warn: (owner: string) => void;
}

/** The change that the flags ask for. What can be wrong with them is found before anything is sent. */
const changeOf = async (session: Session, flags: Flags): Promise<Change> => {
  if (flags.patch !== undefined) {
    const operations = await patchFile(session, flags.patch);
    return {
      send: (client, job, options) => client.jobs.patch(job, operations, options),
      warn: () => undefined,
    };
  }
  if (changing.every((flag) => flags[flag] === undefined))
    throw new UsageError('nothing to change: give at least one flag', 'wxdi job update --help');
  const { edits, placed } = await settingsOf(session, flags);
  const unset = unsetOf(flags);
  const names = unknownNames(unset);
  return {
    send: (client, job, options) => {
      const edit = (before: Job): JobChanges => {
        names.sees(before);
        return mergeChanges(before, ...edits, { unset });
      };
      return placed(client.jobs.update(job, edit, options));
    },
    warn: (owner) => names.warn(session, owner),
  };
};

/** The operations of an RFC 6902 patch in a file. */
const patchFile = async ({ context }: Session, source: string): Promise<readonly PatchOperation[]> => {
  const value = await valueOf(context, '--patch', source);
  if (!Array.isArray(value) || value.length === 0)
    throw new UsageError(`--patch ${source} must contain a list of operations`);
  for (const [at, item] of value.entries()) {
    const why = refusalOf(item);
    if (why !== undefined) throw new UsageError(`--patch ${source}: operation ${at + 1}${why}`);
  }
  return value as readonly PatchOperation[];
};

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

const isPointer = (text: unknown): boolean => typeof text === 'string' && /^(?:\/|$)/.test(text);

const refusalOf = (item: unknown): string | undefined => {
  if (!isObject(item)) return ' must be an object';
  const { op, path, from, value } = item;
  if (typeof op !== 'string' || !operations.includes(op))
    return `: op must be one of ${operations.join(', ')}`;
  if (!isPointer(path)) return ': path must be a JSON pointer such as /metadata/name';
  if (['move', 'copy'].includes(op) && !isPointer(from)) return `: ${op} needs from, a JSON pointer`;
  return ['add', 'replace', 'test'].includes(op) && value === undefined ? `: ${op} needs a value` : undefined;
};
