import type { Client, JobChanges } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { jobSet } from '../../declarations/job-set.js';
import type { Session } from '../../session.js';
import { assignments, parameterOf } from '../../args/assignment.js';
import { cronOf } from '../../args/time.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { checkJob, jobIdOf, jobWord } from '../../refs.js';
import { jobView } from '../../render/views.js';
import { underWay } from '../../wait/under-way.js';
import { UsageError } from '../../usage-error.js';
import { given, notificationsOf } from './draft.js';
import { onTop } from '../../args/param-file.js';

type Flags = Parameters<Run<typeof jobSet.flags>>[1];

export const run: Run<typeof jobSet.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  const changes = changesOf(flags);
  const parameters = assignments('--param', flags.param, parameterOf);
  if (Object.keys(changes).length === 0 && parameters === undefined) {
    throw new UsageError('nothing to change: give at least one flag', 'wxdi job set --help');
  }
  const { signal } = session;
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const word = quoted(jobWord(job, id));
  const look = `wxdi job get ${word}`;
  const hints = { NotFound: 'wxdi job list', OutcomeUnknown: look };
  underWay(session, 'the job may have been changed', look);
  // The sdk takes all parameters of a job: those that are not named stay as the service has them.
  const all =
    parameters === undefined
      ? {}
      : { parameters: onTop(await hinting(parametersOf(session, client, id), hints), parameters) };
  const after = await hinting(client.jobs.update(id, { ...changes, ...all }, { signal }), hints);
  session.remember({ what: `job ${id} was changed`, look });
  await printOne(session, jobView, after);
  session.say.next('to start it', `wxdi job start ${word}`);
  client.close();
  return exitCode.done;
};

const parametersOf = async ({ signal }: Session, client: Client, id: string) =>
  (await client.jobs.get(id, { signal })).parameters;

const changesOf = (flags: Flags): JobChanges => {
  const { environment, 'warn-limit': warnLimit, schedule, notify } = flags;
  const valueSets = assignments('--param-set', flags['param-set'], valueSetOf);
  return {
    ...given('environmentId', environment),
    ...given('warnLimit', warnLimit),
    ...given('retention', retentionOf(flags)),
    ...scheduleOf(schedule),
    ...given('notifications', notifyOf(notify)),
    ...given(
      'valueSets',
      valueSets === undefined
        ? undefined
        : Object.fromEntries(valueSets.map(({ name, valueSet }) => [name, valueSet])),
    ),
  };
};

const retentionOf = ({ 'retention-days': days, 'retention-runs': runs }: Flags): JobChanges['retention'] => {
  if (days === null || runs === null) return null;
  if (days !== undefined) return { days };
  return runs === undefined ? undefined : { runs };
};

/** A job without a schedule has no window either: it would come into force with the next schedule. */
const scheduleOf = (text: string | undefined): Pick<JobChanges, 'schedule' | 'scheduleWindow'> => {
  if (text === undefined) return {};
  return text === 'none'
    ? { schedule: null, scheduleWindow: null }
    : { schedule: cronOf('--schedule', text) };
};

const notifyOf = (list: string | undefined): JobChanges['notifications'] => {
  if (list === undefined) return undefined;
  return list === 'none' ? null : notificationsOf(endsOf(list));
};

const ends = ['success', 'warning', 'failure'];

const endsOf = (list: string): readonly string[] =>
  list.split(',').map((word) => {
    const end = ends.find((candidate) => candidate === word.trim().toLowerCase());
    if (end === undefined)
      throw new UsageError(`flag --notify takes ${ends.join(', ')} or none, not "${word.trim()}"`);
    return end;
  });

const valueSetOf = (text: string): { readonly name: string; readonly valueSet: string } => {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) {
    throw new UsageError(`--param-set takes PS=VS, a parameter set and a value set of it, not "${text}"`);
  }
  return { name: text.slice(0, at), valueSet: text.slice(at + 1) };
};
