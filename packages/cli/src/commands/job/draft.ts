import type { JobDraft } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { jobCreate } from '../../declarations/job-create.js';
import type { Session } from '../../session.js';
import { assignments, parameterOf, variableOf } from '../../args/assignment.js';
import { documentOf } from '../../args/document.js';
import { parameterSetOf } from '../../args/parameter-set.js';
import { cronOf, momentOf } from '../../args/time.js';
import { UsageError } from '../../usage-error.js';
import { draftFile, type FileDraft } from './draft-file.js';

type Flags = Parameters<Run<typeof jobCreate.flags>>[1];

/** The job that flags, and the file that they may name, describe. Flags win. */
export const draftOf = async (session: Session, flags: Flags): Promise<JobDraft> => {
  const {
    type: fileType,
    assetId: fileAsset,
    ...file
  } = flags.file === undefined ? noFile : await draftFile(session.context, flags.file);
  const { name = file.name, asset, type } = flags;
  const fromFile = asset === undefined && type === undefined;
  const ran = fromFile ? { assetId: fileAsset, type: fileType } : { assetId: asset, type };
  if (name === undefined) throw new UsageError('`wxdi job create` needs --name', 'wxdi job create --help');
  if (ran.assetId === undefined && ran.type === undefined) {
    throw new UsageError(
      '`wxdi job create` needs --asset, or --type for a job without one',
      'wxdi job create --help',
    );
  }
  return {
    ...file,
    name,
    ...(ran.assetId === undefined ? { type: ran.type as string } : { assetId: ran.assetId }),
    ...given('description', flags.description),
    ...given('parameters', assignments('--param', flags.param, parameterOf)),
    ...given('environment', assignments('--env', flags.env, variableOf)),
    ...given('parameterSets', assignments('--param-set', flags['param-set'], parameterSetOf)),
    ...scheduleOf(flags),
    ...given('retention', retentionOf(flags)),
    ...given('notifications', flags.notify && notificationsOf(flags.notify)),
    ...(flags.configuration === undefined
      ? {}
      : { configuration: await documentOf(session.context, '--configuration', flags.configuration) }),
  };
};

export const given = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> =>
  value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>);

const noFile: FileDraft = {};

const scheduleOf = ({ schedule, starts, ends }: Flags): Pick<JobDraft, 'schedule' | 'scheduleWindow'> => {
  if (schedule === undefined) return {};
  const window = {
    ...given('startsAt', starts === undefined ? undefined : momentOf('--starts', starts)),
    ...given('endsAt', ends === undefined ? undefined : momentOf('--ends', ends)),
  };
  if (window.startsAt !== undefined && window.endsAt !== undefined && window.startsAt >= window.endsAt) {
    throw new UsageError('--ends is not after --starts');
  }
  return {
    schedule: cronOf('--schedule', schedule),
    ...(Object.keys(window).length === 0 ? {} : { scheduleWindow: window }),
  };
};

const retentionOf = ({ 'retention-days': days, 'retention-runs': runs }: Flags): JobDraft['retention'] => {
  if (days !== undefined) return { days };
  return runs === undefined ? undefined : { runs };
};

/** For which ends to notify, and so for no other. */
export const notificationsOf = (ends: readonly string[]): NonNullable<JobDraft['notifications']> => ({
  success: ends.includes('success'),
  warning: ends.includes('warning'),
  failure: ends.includes('failure'),
});
