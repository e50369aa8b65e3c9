import { Command } from '@commander-js/extra-typings';
import type { Client, Job, JobChanges, PatchOperation } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { printChanged } from '../change.js';
import { jobCommand, type FlagsOf } from '../command.js';
import { cron, integer, list, nonEmpty, orNone, several } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { assignments, parameterOf } from '../../input/assignment.js';
import { valueOf } from '../../input/document.js';
import { defined, isObject } from '../../input/object.js';
import { merged } from '../../input/param-file.js';
import { jobView } from '../../render/views.js';
import { configurationOf, notificationsOf, results, retentionOf } from './inputs.js';

const options = (command: Command) =>
  command
    .option('--name <N>', 'new name', nonEmpty)
    .option('--description <D>', 'new description')
    .option('--environment <E>', 'id of the runtime environment', nonEmpty)
    .option('--warn-limit <N|none>', 'warnings after which a DataStage run is aborted', orNone(integer(0)))
    .option('--retention-days <N|none>', 'keep runs for N days', orNone(integer(1)))
    .option('--retention-runs <N|none>', 'keep the newest N runs', orNone(integer(1)))
    .option('--param <k=v>', 'parameter; k:=json is typed; repeatable', several)
    .option('--param-set <PS=VS>', 'value set of a parameter set; repeatable', several)
    .option('--schedule <CRON|none>', 'schedule: five-field cron, in UTC', orNone(cron))
    .addOption(list('--notify <LIST|none>', 'notify on', [...results, 'none']))
    .option('--configuration <@f>', 'members of the configuration; - reads stdin', nonEmpty)
    .option('--patch <@f>', 'RFC 6902 patch to send as it is; - reads stdin', nonEmpty);

type Flags = FlagsOf<typeof options>;

const changing = options(new Command())
  .options.map((option) => option.attributeName() as keyof Flags)
  .filter((name) => name !== 'patch');

export const jobUpdate = jobCommand({
  name: 'update',
  alias: 'set',
  summary: 'Change a job',
  details: [
    'Sends the smallest patch, checks that it took effect (exit 5 if not), and prints the changed job. Parameters, parameter sets and members of the configuration that are not named keep their values.',
    '`--schedule none` also removes the start and end of the schedule.',
  ],
  raw: true,
  mutates: true,
  examples: [
    ['rename a job', "wxdi job update 'Load customers' --name 'Load all customers'"],
    ['start it every day at 06:00 UTC', "wxdi job update Nightly --schedule '0 6 * * *'"],
    ['set a parameter and a value set', 'wxdi job update Nightly --param k=v --param-set limits=small'],
    ['set members of the configuration', 'wxdi job update Nightly --configuration @limits.yaml'],
  ],
  options,
  exclusive: [['retentionDays', 'retentionRuns'], ...changing.map((flag) => ['patch', flag] as const)],
  run: async (session, flags, find) => {
    const change = await changeOf(session, flags);
    const { client, job, word } = await find();
    await printChanged(session, jobView, {
      sent: change(client, job),
      maybe: 'the job may have been changed',
      look: `wxdi job get ${word}`,
      done: () => ({ what: `job ${job} was changed` }),
    });
    session.say.next('to start it', `wxdi job start ${word}`);
  },
});

type Change = (client: Client, job: string) => Promise<Job>;

/** The change that the flags ask for. Everything that can be wrong with them is found before anything is sent. */
const changeOf = async (session: Session, flags: Flags): Promise<Change> => {
  const { signal } = session;
  if (flags.patch !== undefined) {
    const operations = await patchFile(session, flags.patch);
    return (client, job) => client.jobs.patch(job, operations, { signal });
  }
  if (changing.every((flag) => flags[flag] === undefined))
    throw new UsageError('nothing to change: give at least one flag', 'wxdi job update --help');
  const changes = changesOf(flags);
  const parameters = assignments('--param', flags.param, parameterOf);
  const configuration = await configurationOf(session, flags);
  return async (client, job) => {
    if (parameters === undefined && configuration === undefined)
      return await client.jobs.update(job, changes, { signal });
    // The library takes whole lists and objects: what is not named keeps its value.
    const before = await client.jobs.get(job, { signal });
    const whole = defined({
      parameters: parameters && merged(before.parameters, parameters),
      configuration: configuration && { ...before.configuration, ...configuration },
    });
    return await client.jobs.update(job, { ...changes, ...whole }, { signal });
  };
};

const changesOf = (flags: Flags): JobChanges => {
  const { retentionDays: days, retentionRuns: runs, schedule, notify } = flags;
  const valueSets = assignments('--param-set', flags.paramSet, valueSetOf);
  return defined({
    name: flags.name,
    description: flags.description,
    environmentId: flags.environment,
    warnLimit: flags.warnLimit === 'none' ? null : flags.warnLimit,
    retention: days === 'none' || runs === 'none' ? null : retentionOf(days, runs),
    // A window without a schedule would apply to the next schedule.
    ...(schedule === 'none' ? { schedule: null, scheduleWindow: null } : { schedule }),
    notifications: notify && notifyOf(notify),
    valueSets: valueSets && Object.fromEntries(valueSets.map(({ name, valueSet }) => [name, valueSet])),
  });
};

const notifyOf = (wanted: readonly string[]): JobChanges['notifications'] => {
  if (!wanted.includes('none')) return notificationsOf(wanted);
  if (wanted.length > 1) throw new UsageError('flag --notify takes either none or a list of results');
  return null;
};

const valueSetOf = (text: string): { readonly name: string; readonly valueSet: string } => {
  const [, name, valueSet] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name !== undefined && valueSet !== undefined) return { name, valueSet };
  throw new UsageError(`--param-set takes PS=VS, a parameter set and one of its value sets, not "${text}"`);
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
