import type { Command } from '@commander-js/extra-typings';
import type { JobEdit } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import type { FlagsOf } from '../command.js';
import { cron, integer, list, moment, nonEmpty, orNone, several } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { defined } from '../../input/object.js';
import { inputsOf } from './inputs.js';
import { jobFile, type JobFile } from './job-file.js';

/** The results of a run that notifications can be sent for. */
const results = ['success', 'warning', 'failure'] as const;

/** The flags for the settings of a job. */
export const settingOptions = (command: Command) =>
  command
    .option('-f, --file <job.yaml>', 'job file, as printed by `job get -o yaml`; - reads stdin', nonEmpty)
    .option('--name <N>', 'name of the job', nonEmpty)
    .option('--description <D>', 'description')
    .option('--param <k=v>', 'parameter; k:=json is typed; repeatable', several)
    .option('--param-set <PS>', 'parameter set by id; PS.VALUESET selects a value set; repeatable', several)
    .option('--env <K=V>', 'environment variable; repeatable', several)
    .option('--environment <E|none>', 'runtime environment, by id or exact name', nonEmpty)
    .option('--warn-limit <N|none>', 'warnings after which a DataStage run is aborted', orNone(integer(0)))
    .option(
      '--configuration <@f>',
      'members of the configuration, from a JSON or YAML file; - reads stdin',
      nonEmpty,
    )
    .option('--schedule <CRON|none>', 'schedule: five-field cron, in UTC', orNone(cron))
    .option('--starts <T|none>', 'start of the schedule, such as 2026-12-01T06:00:00Z', orNone(moment))
    .option('--ends <T|none>', 'end of the schedule', orNone(moment))
    .option('--retention-days <N|none>', 'keep runs for N days', orNone(integer(1)))
    .option('--retention-runs <N|none>', 'keep the newest N runs', orNone(integer(1)))
    .addOption(list('--notify <LIST|none>', 'notify on', [...results, 'none']));

type Flags = FlagsOf<typeof settingOptions>;

export interface Settings extends Omit<JobFile, 'edit'> {
  /** The edits of the file and of the flags: flags win. */
  readonly edits: readonly JobEdit[];
}

/** The settings in the flags and in their file. */
export const settingsOf = async (session: Session, flags: Flags): Promise<Settings> => {
  const { edit, placed } = await jobFile(session, flags.file);
  return { edits: [edit, await editOf(session, flags)], placed };
};

const orNull = <Value>(value: Value | 'none' | undefined): Value | null | undefined =>
  value === 'none' ? null : value;

const editOf = async (session: Session, flags: Flags): Promise<JobEdit> => {
  const inputs = await inputsOf(session, flags);
  return defined({
    ...inputs,
    name: flags.name,
    description: flags.description,
    environmentId: orNull(inputs.environmentId),
    warnLimit: orNull(flags.warnLimit),
    schedule: orNull(flags.schedule),
    scheduleWindow: windowOf(flags),
    retention: retentionOf(flags),
    notifications: flags.notify && notificationsOf(flags.notify),
  });
};

const windowOf = ({ schedule, starts, ends }: Flags): JobEdit['scheduleWindow'] => {
  const [startsAt, endsAt] = [orNull(starts), orNull(ends)];
  if (startsAt === undefined && endsAt === undefined) return undefined;
  if (schedule === 'none') throw new UsageError('--schedule none also removes the start and the end');
  if (startsAt && endsAt && startsAt >= endsAt) throw new UsageError('--ends must be after --starts');
  return defined({ startsAt, endsAt });
};

const retentionOf = ({ retentionDays: days, retentionRuns: runs }: Flags): JobEdit['retention'] => {
  if (days === 'none' || runs === 'none') return null;
  if (days !== undefined) return { days };
  return runs === undefined ? undefined : { runs };
};

const notificationsOf = (wanted: readonly string[]): JobEdit['notifications'] => {
  if (!wanted.includes('none')) {
    const has = (result: string): boolean => wanted.includes(result);
    return { success: has('success'), warning: has('warning'), failure: has('failure') };
  }
  if (wanted.length > 1) throw new UsageError('flag --notify takes either none or a list of results');
  return null;
};
