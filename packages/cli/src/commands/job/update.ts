import type { Command } from '@commander-js/extra-typings';
import type { Client, Job, JobChanges } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { command, JOB, type FlagsOf } from '../command.js';
import { integerOrNone, nonEmpty, several } from '../../command-line/options.js';
import { hinting, UsageError } from '../../errors.js';
import { assignments, parameterOf } from '../../input/assignment.js';
import { documentOf } from '../../input/document.js';
import { defined } from '../../input/object.js';
import { merged } from '../../input/param-file.js';
import { cronOf } from '../../input/time.js';
import { printOne } from '../../output/print.js';
import { jobView } from '../../render/views.js';
import { byName, checkJob, jobTarget } from '../../target.js';
import { inProgress } from '../../wait/in-progress.js';
import { patchFile } from './patch-file.js';
import { ends, notificationsOf, resultsOf } from './settings.js';

const options = (command: Command) =>
  byName(command)
    .option('--name <N>', 'new name', nonEmpty)
    .option('--description <D>', 'new description')
    .option('--environment <E>', 'id of the runtime environment', nonEmpty)
    .option('--warn-limit <N|none>', 'warnings after which a DataStage run is aborted', integerOrNone(0))
    .option('--retention-days <N|none>', 'keep runs for N days', integerOrNone(1))
    .option('--retention-runs <N|none>', 'keep the newest N runs', integerOrNone(1))
    .option('--param <k=v>', 'parameter; k:=json is typed; repeatable', several)
    .option('--param-set <PS=VS>', 'value set of a parameter set; repeatable', several)
    .option('--schedule <CRON|none>', 'schedule: five-field cron, in UTC', nonEmpty)
    .option('--notify <LIST|none>', `notify on: ${ends.join(', ')}`, nonEmpty)
    .option('--configuration <@f>', 'members of the configuration; - reads stdin', nonEmpty)
    .option('--patch <@f>', 'RFC 6902 patch to send as it is; - reads stdin', nonEmpty);

type Flags = FlagsOf<typeof options>;

const changing = [
  'name',
  'description',
  'environment',
  'warnLimit',
  'retentionDays',
  'retentionRuns',
  'param',
  'paramSet',
  'schedule',
  'notify',
  'configuration',
] as const;

export const jobUpdate = command({
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
    [
      'start it every day at 06:00 UTC and keep runs for 30 days',
      "wxdi job update Nightly --schedule '0 6 * * *' --retention-days 30",
    ],
    [
      'set a parameter, and the value set of a parameter set',
      'wxdi job update Nightly --param region=apac --param-set limits=small',
    ],
    ['set members of the configuration', 'wxdi job update Nightly --configuration @limits.yaml'],
  ],
  args: [JOB],
  options,
  exclusive: [['retentionDays', 'retentionRuns'], ...changing.map((flag) => ['patch', flag] as const)],
  run: async (session, flags, [text = '']) => {
    checkJob(text, flags);
    const change = await changeOf(session, flags);
    const { client, job, word } = await jobTarget(session, flags, text);
    const look = `wxdi job get ${word}`;
    inProgress(session, 'the job may have been changed', look);
    const updated = await hinting(change(client, job), { NotFound: 'wxdi job list', OutcomeUnknown: look });
    session.remember({ what: `job ${job} was changed`, look });
    await printOne(session, jobView, updated);
    session.say.next('to start it', `wxdi job start ${word}`);
  },
});

type Change = (client: Client, job: string) => Promise<Job>;

/** The change that the flags ask for. Everything that can be wrong with them is found before anything is sent. */
const changeOf = async ({ context, signal }: Session, flags: Flags): Promise<Change> => {
  if (flags.patch !== undefined) {
    const operations = await patchFile(context, flags.patch);
    return (client, job) => client.jobs.patch(job, operations, { signal });
  }
  if (changing.every((flag) => flags[flag] === undefined))
    throw new UsageError('nothing to change: give at least one flag', 'wxdi job update --help');
  const changes = changesOf(flags);
  const parameters = assignments('--param', flags.param, parameterOf);
  const members =
    flags.configuration === undefined
      ? undefined
      : await documentOf(context, '--configuration', flags.configuration);
  return async (client, job) => {
    if (parameters === undefined && members === undefined)
      return await client.jobs.update(job, changes, { signal });
    // The library takes whole lists and objects: what is not named keeps its value.
    const before = await client.jobs.get(job, { signal });
    const whole = defined({
      parameters: parameters && merged(before.parameters, parameters),
      configuration: members && { ...before.configuration, ...members },
    });
    return await client.jobs.update(job, { ...changes, ...whole }, { signal });
  };
};

const changesOf = (flags: Flags): JobChanges => {
  const valueSets = assignments('--param-set', flags.paramSet, valueSetOf);
  return defined({
    name: flags.name,
    description: flags.description,
    environmentId: flags.environment,
    warnLimit: flags.warnLimit === 'none' ? null : flags.warnLimit,
    retention: retentionOf(flags),
    ...scheduleOf(flags.schedule),
    notifications: notifyOf(flags.notify),
    valueSets: valueSets && Object.fromEntries(valueSets.map(({ name, valueSet }) => [name, valueSet])),
  });
};

const retentionOf = ({ retentionDays: days, retentionRuns: runs }: Flags): JobChanges['retention'] => {
  if (days === 'none' || runs === 'none') return null;
  if (days !== undefined) return { days };
  return runs === undefined ? undefined : { runs };
};

/** A window without a schedule would apply to the next schedule, so it is removed too. */
const scheduleOf = (text: string | undefined): Pick<JobChanges, 'schedule' | 'scheduleWindow'> => {
  if (text === undefined) return {};
  return text === 'none'
    ? { schedule: null, scheduleWindow: null }
    : { schedule: cronOf('--schedule', text) };
};

const notifyOf = (list: string | undefined): JobChanges['notifications'] => {
  if (list === undefined) return undefined;
  return list === 'none' ? null : notificationsOf(resultsOf(list));
};

const valueSetOf = (text: string): { readonly name: string; readonly valueSet: string } => {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`--param-set takes PS=VS, a parameter set and one of its value sets, not "${text}"`);
  return { name: text.slice(0, at), valueSet: text.slice(at + 1) };
};
