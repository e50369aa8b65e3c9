import type { JobDraft, ParameterSet } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { jobCreate } from '../../declarations/job-create.js';
import { isUuid } from '@wxdi/sdk';
import { assignments, parameterOf, variableOf } from '../../args/assignment.js';
import { documentOf } from '../../args/document.js';
import { cronOf, momentOf } from '../../args/time.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { visible } from '../../render/visible.js';
import { jobView } from '../../render/views.js';
import type { Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';

type Flags = Parameters<Run<typeof jobCreate.flags>>[1];

export const run: Run<typeof jobCreate.flags> = async (session, flags) => {
  const draft = await draftOf(session, flags);
  const client = await session.client();
  const job = await hinting(client.jobs.create(draft, { signal: session.signal }), {
    OutcomeUnknown: `wxdi job list --name ${quoted(draft.name)}`,
  });
  await printOne(session, jobView, job);
  session.say.note(`created job ${visible(job.id)}; start it: wxdi job start ${visible(job.id)}`);
  client.close();
  return exitCode.done;
};

const draftOf = async (session: Session, flags: Flags): Promise<JobDraft> => {
  const { name, asset, type } = flags;
  if (name === undefined) throw new UsageError('`wxdi job create` needs --name', 'wxdi job create --help');
  if (asset === undefined && type === undefined) {
    throw new UsageError(
      '`wxdi job create` needs --asset, or --type for a job without one',
      'wxdi job create --help',
    );
  }
  const parameters = assignments('--param', flags.param, parameterOf);
  const environment = assignments('--env', flags.env, variableOf);
  const parameterSets = assignments('--param-set', flags['param-set'], setOf);
  return {
    name,
    ...(asset === undefined ? { type: type as string } : { assetId: asset }),
    ...given('description', flags.description),
    ...given('parameters', parameters),
    ...given('environment', environment),
    ...given('parameterSets', parameterSets),
    ...scheduleOf(flags),
    ...given('retention', retentionOf(flags)),
    ...given('notifications', notificationsOf(flags.notify)),
    ...(flags.configuration === undefined
      ? {}
      : { configuration: await documentOf(session.context, '--configuration', flags.configuration) }),
  };
};

const given = <Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> =>
  value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>);

const setOf = (text: string): ParameterSet => {
  if (text === '') throw new UsageError('--param-set takes the name or id of a parameter set');
  return isUuid(text) ? { name: text, ref: text } : { name: text };
};

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

const notificationsOf = (ends: readonly string[] | undefined): JobDraft['notifications'] =>
  ends && {
    success: ends.includes('success'),
    warning: ends.includes('warning'),
    failure: ends.includes('failure'),
  };
