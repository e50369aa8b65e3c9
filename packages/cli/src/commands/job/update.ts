import { Command } from '@commander-js/extra-typings';
import type { Client, Job, PatchOperation, UpdateOptions } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { mergeChanges } from '@wxdi/sdk';
import { printChanged } from '../change.js';
import { jobCommand, type FlagsOf } from '../command.js';
import { nonEmpty, several } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { parameterOf, parameterSetOf, variableOf } from '../../input/assignment.js';
import { valueOf } from '../../input/document.js';
import { isObject } from '../../input/object.js';
import { jobView } from '../../render/views.js';
import { settingOptions, settingsOf } from './settings.js';

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
  summary: 'Change a job',
  details: [
    'Sends the smallest patch, checks that it took effect (exit 5 if not), and prints the changed job. If the job already has all the values, nothing is sent.',
    'What is not named keeps its value: lists are merged by name, the configuration by member, at any depth. In a file, null clears a value. Flags win over the file.',
    '`--schedule none` also removes the start and end of the schedule.',
  ],
  raw: true,
  mutates: true,
  examples: [
    ['rename a job', "wxdi job update 'Load customers' --name 'Load all customers'"],
    ['start it every day at 06:00 UTC', "wxdi job update Nightly --schedule '0 6 * * *'"],
    ['set a parameter, and remove another', 'wxdi job update Nightly --param k=v --unset-param old'],
    ['change what a file names', 'wxdi job update Nightly -f job.yaml'],
  ],
  options,
  refuses: { '--asset': fixed('asset'), '--type': fixed('type') },
  exclusive: [['retentionDays', 'retentionRuns'], ...changing.map((flag) => ['patch', flag] as const)],
  run: async (session, flags, find) => {
    const change = await changeOf(session, flags);
    const { client, job, word } = await find();
    let isChanged = true;
    const onPatch = (operations: readonly PatchOperation[]): void => {
      isChanged = operations.length > 0;
      if (!isChanged) session.say.note('nothing to change', { jobId: job });
    };
    await printChanged(session, jobView, {
      sent: change(client, job, { onPatch, signal: session.signal }),
      maybe: 'the job may have been changed',
      look: `wxdi job get ${word}`,
      done: () => ({ what: `job ${job} was ${isChanged ? 'changed' : 'not changed'}` }),
    });
    session.say.next('to start it', `wxdi job start ${word}`);
  },
});

type Change = (client: Client, job: string, options: UpdateOptions & { signal: AbortSignal }) => Promise<Job>;

/** The change that the flags ask for. What can be wrong with them is found before anything is sent. */
const changeOf = async (session: Session, flags: Flags): Promise<Change> => {
  if (flags.patch !== undefined) {
    const operations = await patchFile(session, flags.patch);
    return (client, job, { signal }) => client.jobs.patch(job, operations, { signal });
  }
  if (changing.every((flag) => flags[flag] === undefined))
    throw new UsageError('nothing to change: give at least one flag', 'wxdi job update --help');
  const { edits, placed } = await settingsOf(session, flags);
  const unset = {
    parameters: namesToUnset('param', flags.unsetParam, flags.param?.map(parameterOf)),
    parameterSets: namesToUnset('param-set', flags.unsetParamSet, flags.paramSet?.map(parameterSetOf)),
    environment: namesToUnset('env', flags.unsetEnv, flags.env?.map(variableOf)),
  };
  return (client, job, options) =>
    placed(client.jobs.update(job, (before) => mergeChanges(before, ...edits, { unset }), options));
};

const namesToUnset = (
  flag: string,
  names: readonly string[] | undefined,
  set: readonly { readonly name: string }[] = [],
): readonly string[] | undefined => {
  const both = names?.find((name) => set.some((item) => item.name === name));
  if (both !== undefined) throw new UsageError(`--unset-${flag} ${both} and --${flag} contradict each other`);
  return names;
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
