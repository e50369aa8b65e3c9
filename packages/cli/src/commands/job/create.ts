import type { Command } from '@commander-js/extra-typings';
import type { JobDraft } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { command, type FlagsOf } from '../command.js';
import { integer, list, nonEmpty, several } from '../../command-line/options.js';
import { hinting, UsageError } from '../../errors.js';
import { assignments, parameterOf, parameterSetOf, setHint, variableOf } from '../../input/assignment.js';
import { documentOf } from '../../input/document.js';
import { defined } from '../../input/object.js';
import { cronOf, momentOf } from '../../input/time.js';
import { printOne } from '../../output/print.js';
import { quoted } from '../../render/shell.js';
import { jobView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { inProgress } from '../../wait/in-progress.js';
import { jobFile } from './job-file.js';
import { ends, notificationsOf } from './settings.js';

const options = (command: Command) =>
  command
    .option('-f, --file <job.yaml>', 'job file, as printed by `job get -o yaml`; flags win', nonEmpty)
    .option('--name <N>', 'name of the job; required', nonEmpty)
    .option('--asset <ID>', 'asset that the job runs; this or --type is required', nonEmpty)
    .option('--type <T>', 'type of a job without an asset', nonEmpty)
    .option('--description <D>', 'description')
    .option('--param <k=v>', 'parameter; k:=json is typed; repeatable', several)
    .option('--param-set <PS>', 'parameter set by id; PS.VALUESET selects a value set; repeatable', several)
    .option('--env <K=V>', 'environment variable; repeatable', several)
    .option('--configuration <@f>', 'configuration, from a JSON or YAML file; - reads stdin', nonEmpty)
    .option('--schedule <CRON>', 'schedule: five-field cron, in UTC', nonEmpty)
    .option('--starts <T>', 'start of the schedule, such as 2026-12-01T06:00:00Z', nonEmpty)
    .option('--ends <T>', 'end of the schedule', nonEmpty)
    .option('--retention-days <N>', 'keep runs for N days', integer(1))
    .option('--retention-runs <N>', 'keep the newest N runs', integer(1))
    .addOption(list('--notify <LIST>', 'notify on', ends));

type Flags = FlagsOf<typeof options>;

export const jobCreate = command({
  name: 'create',
  summary: 'Create a job',
  details: ['Prints the job as the service created it.'],
  raw: true,
  mutates: true,
  examples: [
    [
      'create a job for a flow, with a parameter',
      "wxdi job create --name 'Load customers' --asset 5f2c… --param region=emea",
    ],
    [
      'start it every day at 06:00 UTC and keep the newest 20 runs',
      "wxdi job create --name Nightly --asset 5f2c… --schedule '0 6 * * *' --retention-runs 20",
    ],
    ['create it from a file', 'wxdi job create -f job.yaml --name Copy'],
  ],
  options,
  exclusive: [
    ['asset', 'type'],
    ['retentionDays', 'retentionRuns'],
  ],
  needs: { starts: ['schedule'], ends: ['schedule'] },
  run: async (session, flags) => {
    const draft = await draftOf(session, flags);
    const client = await session.client();
    const look = `wxdi job list --name ${quoted(draft.name)}`;
    inProgress(session, 'the job may have been created', look);
    const job = await hinting(client.jobs.create(draft, { signal: session.signal }), {
      OutcomeUnknown: look,
      Refused: setHint(draft.parameterSets),
    });
    session.remember({ what: `job ${job.id} was created`, look: `wxdi job get ${quoted(job.id)}` });
    await printOne(session, jobView, job);
    session.say.note(`created job ${visible(job.id)}`);
    session.say.next('to start it', `wxdi job start ${quoted(visible(job.id))}`);
  },
});

/** The job that the flags and the file describe. Flags win. */
const draftOf = async ({ context }: Session, flags: Flags): Promise<JobDraft> => {
  const { asset, type } = flags;
  const {
    assetId: fileAsset,
    type: fileType,
    ...file
  } = flags.file === undefined ? {} : await jobFile(context, flags.file);
  const name = flags.name ?? file.name;
  if (name === undefined) throw new UsageError('`wxdi job create` needs --name', 'wxdi job create --help');
  const fromFlags = asset !== undefined || type !== undefined;
  const kind = fromFlags ? { assetId: asset, type } : { assetId: fileAsset, type: fileType };
  return {
    ...file,
    ...defined({
      description: flags.description,
      parameters: assignments('--param', flags.param, parameterOf),
      environment: assignments('--env', flags.env, variableOf),
      parameterSets: assignments('--param-set', flags.paramSet, parameterSetOf),
      schedule: flags.schedule === undefined ? undefined : cronOf('--schedule', flags.schedule),
      scheduleWindow: windowOf(flags),
      retention: retentionOf(flags),
      notifications: flags.notify && notificationsOf(flags.notify),
      configuration:
        flags.configuration === undefined
          ? undefined
          : await documentOf(context, '--configuration', flags.configuration),
    }),
    name,
    ...kindOf(kind),
  };
};

/** A job runs an asset; the type is that of the asset. */
const kindOf = ({
  assetId,
  type,
}: {
  readonly assetId: string | undefined;
  readonly type: string | undefined;
}): { readonly assetId: string } | { readonly type: string } => {
  if (assetId !== undefined) return { assetId };
  if (type !== undefined) return { type };
  throw new UsageError(
    '`wxdi job create` needs --asset, or --type for a job without an asset',
    'wxdi job create --help',
  );
};

const windowOf = ({ starts, ends: until }: Flags): JobDraft['scheduleWindow'] => {
  if (starts === undefined && until === undefined) return undefined;
  const startsAt = starts === undefined ? undefined : momentOf('--starts', starts);
  const endsAt = until === undefined ? undefined : momentOf('--ends', until);
  if (startsAt !== undefined && endsAt !== undefined && startsAt >= endsAt)
    throw new UsageError('--ends must be after --starts');
  return defined({ startsAt, endsAt });
};

const retentionOf = ({ retentionDays: days, retentionRuns: runs }: Flags): JobDraft['retention'] => {
  if (days !== undefined) return { days };
  return runs === undefined ? undefined : { runs };
};
