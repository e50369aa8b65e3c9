import type { Command } from '@commander-js/extra-typings';
import type { JobDraft } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { printChanged } from '../change.js';
import { command, type FlagsOf } from '../command.js';
import { cron, integer, list, moment, nonEmpty, several } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { flowId } from '../../ids.js';
import { setHint } from '../../input/assignment.js';
import { fileText, parseDocument } from '../../input/document.js';
import { didYouMean } from '../../input/nearest.js';
import { defined, isObject } from '../../input/object.js';
import { lineOf } from '../../input/yaml.js';
import { quoted } from '../../render/shell.js';
import { jobView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { inputsOf, notificationsOf, results, retentionOf } from './inputs.js';

const options = (command: Command) =>
  command
    .option('-f, --file <job.yaml>', 'job file, as printed by `job get -o yaml`; flags win', nonEmpty)
    .option('--name <N>', 'name of the job; required', nonEmpty)
    .option('--asset <ID>', 'asset that the job runs; this, --flow or --type is required', nonEmpty)
    .option('--flow <NAME>', 'flow that the job runs, by its exact name, instead of --asset', nonEmpty)
    .option('--type <T>', 'type of a job without an asset', nonEmpty)
    .option('--description <D>', 'description')
    .option('--param <k=v>', 'parameter; k:=json is typed; repeatable', several)
    .option('--param-set <PS>', 'parameter set by id; PS.VALUESET selects a value set; repeatable', several)
    .option('--env <K=V>', 'environment variable; repeatable', several)
    .option('--configuration <@f>', 'configuration, from a JSON or YAML file; - reads stdin', nonEmpty)
    .option('--schedule <CRON>', 'schedule: five-field cron, in UTC', cron)
    .option('--starts <T>', 'start of the schedule, such as 2026-12-01T06:00:00Z', moment)
    .option('--ends <T>', 'end of the schedule', moment)
    .option('--retention-days <N>', 'keep runs for N days', integer(1))
    .option('--retention-runs <N>', 'keep the newest N runs', integer(1))
    .addOption(list('--notify <LIST>', 'notify on', results));

type Flags = FlagsOf<typeof options>;

export const jobCreate = command({
  name: 'create',
  summary: 'Create a job',
  details: ['Prints the job as the service created it.'],
  raw: true,
  mutates: true,
  examples: [
    ['create a job for a flow', "wxdi job create --name 'Load customers' --asset 5f2c… --param region=emea"],
    ['create a job for a flow by its name', "wxdi job create --name 'Load customers' --flow 'Customers'"],
    ['start it every day at 06:00 UTC', "wxdi job create --name Daily --asset 5f2c… --schedule '0 6 * * *'"],
    ['create it from a file', 'wxdi job create -f job.yaml --name Copy'],
  ],
  options,
  exclusive: [
    ['asset', 'flow', 'type'],
    ['retentionDays', 'retentionRuns'],
  ],
  needs: { starts: ['schedule'], ends: ['schedule'] },
  run: async (session, flags) => {
    const asked = await draftOf(session, flags);
    const client = await session.client();
    const draft =
      flags.flow === undefined
        ? asked
        : { ...asked, assetId: await flowId(session, client, flags.flow), type: undefined };
    const { id } = await printChanged(session, jobView, {
      sent: client.jobs.create(draft, { signal: session.signal }),
      maybe: 'the job may have been created',
      look: `wxdi job list --name ${quoted(draft.name)}`,
      hints: { Refused: setHint(draft.parameterSets) },
      done: (job) => ({ what: `job ${job.id} was created`, look: `wxdi job get ${quoted(job.id)}` }),
    });
    session.say.note(`created job ${visible(id)}`);
    session.say.next('to start it', `wxdi job start ${quoted(visible(id))}`);
  },
});

/** The job that the flags and the file describe. Flags win. */
const draftOf = async (session: Session, flags: Flags): Promise<JobDraft> => {
  const file: JobFile = flags.file === undefined ? {} : await jobFile(session, flags.file);
  const { assetId, type, ...rest } = file;
  const name = flags.name ?? file.name;
  const kind = kindOf(flags.asset ?? flags.flow, flags.type) ?? kindOf(assetId, type);
  if (name === undefined || kind === undefined) {
    const what = name === undefined ? '--name' : '--asset or --flow, or --type for a job without an asset';
    throw new UsageError(`\`wxdi job create\` needs ${what}`, 'wxdi job create --help');
  }
  return {
    ...rest,
    ...defined({
      ...(await inputsOf(session, flags)),
      description: flags.description,
      schedule: flags.schedule,
      scheduleWindow: windowOf(flags),
      retention: retentionOf(flags.retentionDays, flags.retentionRuns),
      notifications: flags.notify && notificationsOf(flags.notify),
    }),
    name,
    ...kind,
  };
};

/** A job that runs an asset has the type of the asset. */
const kindOf = (assetId: string | undefined, type: string | undefined) => {
  if (assetId !== undefined) return { assetId };
  return type === undefined ? undefined : { type };
};

const windowOf = ({ starts: startsAt, ends: endsAt }: Flags): JobDraft['scheduleWindow'] => {
  if (startsAt === undefined && endsAt === undefined) return undefined;
  if (startsAt !== undefined && endsAt !== undefined && startsAt >= endsAt)
    throw new UsageError('--ends must be after --starts');
  return defined({ startsAt, endsAt });
};

/** A job as far as a file describes it. */
type JobFile = Partial<Omit<JobDraft, 'type' | 'assetId'>> & {
  readonly type?: string;
  readonly assetId?: string;
};

const isText = (value: unknown): boolean => typeof value === 'string';
const isNamed = (item: unknown): boolean => isObject(item) && isText(item['name']);
const areNamed = (value: unknown): boolean => Array.isArray(value) && value.every(isNamed);

/** The members of a job file; names and values are those of `job get -o json`. */
const members = [
  { shape: 'a string', has: isText, keys: ['name', 'description', 'type', 'assetId', 'schedule'] },
  {
    shape: 'an object',
    has: isObject,
    keys: ['configuration', 'scheduleWindow', 'retention', 'notifications'],
  },
  {
    shape: 'a list of objects with a name',
    has: areNamed,
    keys: ['parameters', 'parameterSets', 'environment'],
  },
];
const memberNames = members.flatMap(({ keys }) => keys);

/** Members that the service assigns. They are in the output of `job get` and are ignored here. */
const assigned = ['id', 'ownerId', 'projectName', 'spaceName'];

/** The job in a JSON or YAML file, as `job get -o yaml` prints it. */
const jobFile = async ({ context }: Session, source: string): Promise<JobFile> => {
  const path = source.replace(/^@/, '');
  const text = await fileText(context, path);
  const value = await parseDocument('--file', path, text);
  if (!isObject(value)) throw new UsageError(`--file ${path} must contain an object`);
  const given = Object.entries(value).filter(([key, member]) => !assigned.includes(key) && member !== null);
  for (const [key, member] of given) {
    const known = members.find(({ keys }) => keys.includes(key));
    if (known?.has(member) === true) continue;
    const line = await lineOf(text, key);
    const place = line === undefined ? '' : ` (line ${line})`;
    throw new UsageError(
      known === undefined
        ? `--file ${path}: unknown key "${key}"${place}${didYouMean(key, memberNames)}`
        : `--file ${path}: ${key}${place} must be ${known.shape}`,
    );
  }
  return Object.fromEntries(given);
};
