import type { Command } from '@commander-js/extra-typings';
import type { JobRun, RunDraft, StartOptions } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { command, JOB, type FlagsOf } from '../command.js';
import { choice, duration, nonEmpty, several } from '../../command-line/options.js';
import { explained, isKind, wxdiErrorIn } from '../../errors.js';
import { assignments, parameterOf, parameterSetOf, setHint, variableOf } from '../../input/assignment.js';
import { documentOf } from '../../input/document.js';
import { merged, paramFile } from '../../input/param-file.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { xdgFolder } from '../../settings/xdg.js';
import { byName, checkJob, jobTarget, withRun, type JobTarget } from '../../target.js';
import { checkStream, followRun, reporter } from '../../wait/follow.js';
import { onStartInterrupt } from '../../wait/on-interrupt.js';
import { waitDetails, waitFlagNames, waitOptions } from '../../wait/options.js';
import { outcomeCode } from '../../exit-code.js';
import { sayLog } from '../../wait/after.js';
import { activeRun, refuseActive } from './active.js';

const options = (command: Command) =>
  waitOptions(
    byName(command)
      .option('--name <N>', 'name of the run', nonEmpty)
      .option('--description <D>', 'description of the run')
      .option('--param <k=v>', 'parameter of this run; k:=json is typed; repeatable', several)
      .option(
        '--param-file <F>',
        'file with parameters: JSON, YAML, or lines k=v; --param wins; repeatable',
        several,
      )
      .option(
        '--param-set <PS>',
        'parameter set of the job by name, or any by id; PS.VALUESET: a value set; repeatable',
        several,
      )
      .option('--env <K=V>', 'environment variable; replaces all variables of the job; repeatable', several)
      .option('--configuration <@f>', 'configuration, from a JSON or YAML file; - reads stdin', nonEmpty)
      .option('--reset-offset', 'read from the beginning; StreamSets jobs only')
      .addOption(
        choice(
          '--if-active <ACTION>',
          'if a run is active; fail is exit 5',
          ['start', 'attach', 'fail'],
          'start',
        ),
      )
      .option('--key <K>', 'key of this start: a start with the same key finds its run', nonEmpty)
      .addOption(
        choice(
          '--if-unknown <ACTION>',
          'if the outcome is unknown; stop is exit 9',
          ['stop', 'resend'],
          'stop',
        ),
      )
      .option('--settle-window <D>', 'how long to search after a lost answer; default: 60s', duration)
      .option('--wait', 'wait until the run has ended')
      .option('--follow', 'wait, and print the log as it grows'),
  );

type Flags = FlagsOf<typeof options>;

export const jobStart = command({
  name: 'start',
  summary: 'Start a run of a job',
  details: [
    'Prints the run and does not wait, unless --wait or --follow is given. With --follow, stdout is the log.',
    'A run is started at most once. If the response is lost, wxdi searches for the run by its key. The exit code is 9 if it is still unknown whether there is a run.',
    ...waitDetails,
  ],
  raw: true,
  mutates: true,
  examples: [
    ['start a run', "wxdi job start 'Load customers'"],
    [
      'start it with a parameter and follow its log until it ends',
      'wxdi job start Nightly --param region=apac --follow',
    ],
    [
      'print what would be sent, without sending it',
      'wxdi job start Nightly --param-set limits.small --dry-run',
    ],
    ['wait for at most an hour, in a script', 'wxdi job start Nightly --wait --timeout 1h -o json'],
  ],
  args: [JOB],
  options,
  needs: Object.fromEntries(waitFlagNames.map((flag) => [flag, ['wait', 'follow'] as const])),
  run: async (session, flags, [text = '']) => {
    checkJob(text, flags);
    if (flags.follow === true) checkStream(session);
    const draft = await draftOf(session, flags);
    warnWithoutFolder(session, flags);
    const target = await jobTarget(session, flags, text);
    const { run, fresh } = await start(session, target, draft, flags);
    const started = withRun(target, run.id);
    const { job, words } = started;
    const { say } = session;
    say.note(`${fresh ? 'started' : 'found'} run ${visible(run.id)}`, { jobId: job, runId: run.id });
    const what = `run ${run.id} was ${fresh ? 'started' : 'found'}`;
    session.remember({ what, look: `wxdi run get ${words}` });
    if (flags.wait !== true && flags.follow !== true) {
      await printOne(session, runView, run);
      say.next('to watch it', `wxdi run watch ${words}`);
      return undefined;
    }
    const logs = flags.follow === true;
    const report = reporter(session, flags);
    const ended = await followRun(session, started, flags, {
      justStarted: fresh,
      logs,
      counts: true,
      report,
    });
    // With --follow the log is the data; in jsonl the last event is the result.
    if (!logs && session.output !== 'jsonl') await printOne(session, runView, ended);
    if (!logs) sayLog(session, ended, words);
    return outcomeCode(ended.state, flags, session.exitCodes);
  },
});

/** What the run overrides of its job. */
const draftOf = async ({ context }: Session, flags: Flags): Promise<RunDraft> => {
  const files = [];
  for (const path of flags.paramFile ?? []) files.push(await paramFile(context, path));
  const own = assignments('--param', flags.param, parameterOf);
  return {
    name: flags.name,
    description: flags.description,
    parameters: files.length === 0 ? own : merged(...files, own ?? []),
    parameterSets: assignments('--param-set', flags.paramSet, parameterSetOf),
    environment: assignments('--env', flags.env, variableOf),
    configuration:
      flags.configuration === undefined
        ? undefined
        : await documentOf(context, '--configuration', flags.configuration),
  };
};

const warnWithoutFolder = ({ context, say, dryRun }: Session, { key }: Flags): void => {
  if (key === undefined || dryRun !== undefined || xdgFolder(context.env, 'state') !== undefined) return;
  say.warn(
    `key ${key} is not saved: HOME and XDG_STATE_HOME are not set. A start that is cut off may not be found by it.`,
  );
};

/** Starts the run, or finds the one that is meant. */
const start = async (
  session: Session,
  target: JobTarget,
  draft: RunDraft,
  flags: Flags,
): Promise<{ readonly run: JobRun; readonly fresh: boolean }> => {
  const { client, job, word } = target;
  const { signal, dryRun } = session;
  if (flags.ifActive === 'fail') await refuseActive(session, target);
  if (flags.ifActive === 'attach') {
    const active = await activeRun(session, target);
    if (active !== undefined) return { run: active, fresh: false };
  }
  const whole = await withSetIds(session, target, draft);
  // A request that is not sent ends the start, so a dry run resets and starts in two steps.
  if (flags.resetOffset === true && dryRun !== undefined)
    await dryRun.step(() => client.jobs.resetOffset(job, { signal }));
  const startOptions: StartOptions = {
    key: flags.key,
    ifUnknown: flags.ifUnknown,
    settle: flags.settleWindow === undefined ? undefined : { windowMs: flags.settleWindow },
    fromBeginning: flags.resetOffset === true && dryRun === undefined,
    signal,
  };
  const starting = client.jobs.start(job, whole, startOptions);
  session.interrupts.onFirst(onStartInterrupt(session, target, starting, flags.onInterrupt));
  try {
    const handle = await session.spinner.during(() => 'starting the run', starting);
    return { run: handle.started ?? (await handle.get({ signal })), fresh: handle.adopted !== true };
  } catch (error) {
    throw explained(error, { hint: hintFor(error, word, whole, flags) });
  }
};

const hintFor = (
  error: unknown,
  word: string,
  { parameterSets }: RunDraft,
  { resetOffset }: Flags,
): string | undefined => {
  if (isKind(error, 'NotFound')) return 'wxdi job list';
  if (isKind(error, 'Refused')) return setHint(parameterSets);
  if (isKind(error, 'InvalidInput') && resetOffset === true) return 'wxdi job list --type streamsets_flow';
  if (!isKind(error, 'OutcomeUnknown')) return undefined;
  const key = wxdiErrorIn(error)?.key;
  const find = `wxdi run list ${word} --limit 5`;
  return key === undefined ? find : `${find}; or the same start with --key ${key}`;
};

/** The service needs the ids of parameter sets: those of the job are known by name. */
const withSetIds = async (
  { signal }: Session,
  { client, job }: JobTarget,
  draft: RunDraft,
): Promise<RunDraft> => {
  const { parameterSets } = draft;
  if (parameterSets === undefined || parameterSets.every(({ ref }) => ref !== undefined)) return draft;
  const { parameterSets: own } = await client.jobs.get(job, { signal });
  const ids = new Map(own.map(({ name, ref }) => [name, ref]));
  return {
    ...draft,
    parameterSets: parameterSets.map((set) => {
      const ref = set.ref ?? ids.get(set.name);
      return ref === undefined ? set : { ...set, ref };
    }),
  };
};
