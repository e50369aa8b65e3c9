import { Command } from '@commander-js/extra-typings';
import type { Session } from '../../session.js';
import { activeRunStates, type JobRun, type RunDraft } from '@wxdi/sdk';
import { jobCommand, type FlagsOf } from '../command.js';
import { choice, duration, nonEmpty, several } from '../../command-line/options.js';
import { Conflict, explained, isKind, wxdiErrorIn } from '../../errors.js';
import { outcomeCode } from '../../exit-code.js';
import { setHint } from '../../input/assignment.js';
import { defined } from '../../input/object.js';
import { merged, paramFile } from '../../input/param-file.js';
import { printOne } from '../../output/print.js';
import { quoted } from '../../render/shell.js';
import { runView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { xdgFolder } from '../../settings/xdg.js';
import { severalActive, withRun, type JobTarget } from '../../target.js';
import { checkStream, endOf, followRun } from '../../wait/follow.js';
import { onStartInterrupt } from '../../wait/on-interrupt.js';
import { waitDetails, waitOptions } from '../../wait/options.js';
import { inputsOf } from './inputs.js';

const options = (command: Command) =>
  waitOptions(
    command
      .option('--name <N>', 'name of the run', nonEmpty)
      .option('--description <D>', 'description of the run')
      .option('--param <k=v>', 'parameter of this run; k:=json is typed; repeatable', several)
      .option('--param-file <F>', 'parameters: JSON, YAML, or lines k=v; --param wins; repeatable', several)
      .option(
        '--param-set <PS>',
        'parameter set by name or id; PS.VALUESET: a value set; repeatable',
        several,
      )
      .option('--env <K=V>', 'environment variable; replaces all variables of the job; repeatable', several)
      .option('--configuration <@f>', 'configuration, from a JSON or YAML file; - reads stdin', nonEmpty)
      .option('--reset-offset', 'read from the beginning; StreamSets jobs only')
      .addOption(choice('--if-active <ACTION>', 'if a run is active', ['start', 'attach', 'fail'], 'start'))
      .option('--key <K>', 'key of this start: a start with the same key finds its run', nonEmpty)
      .addOption(choice('--if-unknown <ACTION>', 'if the outcome is unknown', ['stop', 'resend'], 'stop'))
      .option('--settle-window <D>', 'how long to search after a lost answer; default: 60s', duration)
      .option('--wait', 'wait until the run has ended')
      .option('--follow', 'wait, and print the log as it grows'),
  );

type Flags = FlagsOf<typeof options>;

const waitFlags = waitOptions(new Command()).options.map((option) => option.attributeName());

export const jobStart = jobCommand({
  name: 'start',
  summary: 'Start a run of a job',
  details: [
    'Prints the run and does not wait, unless --wait or --follow is given. With --follow, stdout is the log. With --if-active fail, an active run is a conflict (exit 5).',
    'A run is started at most once. If the response is lost, wxdi searches for the run by its key. The exit code is 9 if it is still unknown whether there is a run.',
    ...waitDetails,
  ],
  raw: true,
  mutates: true,
  examples: [
    ['start a run', "wxdi job start 'Load customers'"],
    ['follow its log until it ends', 'wxdi job start Nightly --param region=apac --follow'],
    ['print what would be sent', 'wxdi job start Nightly --param-set limits.small --dry-run'],
    ['wait for at most an hour, in a script', 'wxdi job start Nightly --wait --timeout 1h -o json'],
  ],
  options,
  needs: Object.fromEntries(waitFlags.map((flag) => [flag, ['wait', 'follow'] as const])),
  run: async (session, flags, find) => {
    const { say } = session;
    if (flags.follow === true) checkStream(session);
    const draft = await draftOf(session, flags);
    warnWithoutFolder(session, flags);
    const target = await find();
    const { run, fresh } = await start(session, target, draft, flags);
    const started = withRun(target, run.id);
    const did = fresh ? 'started' : 'found';
    say.note(`${did} run ${visible(run.id)}`, { jobId: target.job, runId: run.id });
    session.remember({ what: `run ${run.id} was ${did}`, look: `wxdi run get ${started.words}` });
    if (flags.wait !== true && flags.follow !== true) {
      await printOne(session, runView, run);
      say.next('to watch it', `wxdi run watch ${started.words}`);
      return undefined;
    }
    const logs = flags.follow === true;
    const last = await followRun(session, started, flags, { justStarted: fresh, logs, counts: true });
    // The log is the data, and explains the exit code.
    if (logs) return outcomeCode(last, flags, session.exitCodes);
    // In jsonl the last event is the result.
    if (session.output !== 'jsonl') await printOne(session, runView, last.run);
    return endOf(session, started, flags, last);
  },
});

/** What the run overrides of its job. */
const draftOf = async (session: Session, flags: Flags): Promise<RunDraft> => {
  const files = [];
  for (const path of flags.paramFile ?? []) files.push(await paramFile(session.context, path));
  const { parameters, ...inputs } = await inputsOf(session, flags);
  return {
    name: flags.name,
    description: flags.description,
    ...inputs,
    parameters: files.length === 0 ? parameters : merged(...files, parameters ?? []),
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
  const { client, job } = target;
  const { signal, dryRun } = session;
  if (flags.ifActive === 'fail') await refuseActive(session, target);
  const active = flags.ifActive === 'attach' ? await activeRun(session, target) : undefined;
  if (active !== undefined) return { run: active, fresh: false };
  const whole = await withSetIds(session, target, draft);
  // A request that is not sent ends the start, so a dry run resets and starts in two steps.
  if (flags.resetOffset === true && dryRun !== undefined)
    await dryRun.step(() => client.jobs.resetOffset(job, { signal }));
  const starting = client.jobs.start(job, whole, {
    key: flags.key,
    ifUnknown: flags.ifUnknown,
    settle: flags.settleWindow === undefined ? undefined : { windowMs: flags.settleWindow },
    fromBeginning: flags.resetOffset === true && dryRun === undefined,
    signal,
  });
  session.interrupts.onFirst(onStartInterrupt(session, target, starting, flags.onInterrupt));
  try {
    const handle = await session.spinner.during(() => 'starting the run', starting);
    return { run: handle.started ?? (await handle.get({ signal })), fresh: handle.adopted !== true };
  } catch (error) {
    throw explained(error, { hint: hintFor(error, target.word, whole, flags) });
  }
};

const hintFor = (error: unknown, word: string, draft: RunDraft, flags: Flags): string | undefined => {
  if (isKind(error, 'Refused')) return setHint(draft.parameterSets);
  if (isKind(error, 'InvalidInput') && flags.resetOffset) return 'wxdi job list --type streamsets_flow';
  if (!isKind(error, 'OutcomeUnknown')) return undefined;
  const key = wxdiErrorIn(error)?.key;
  const list = `wxdi run list ${word} --limit 5`;
  return key === undefined ? list : `${list}; or the same start with --key ${key}`;
};

/** The active run of a job, if there is one. Several are an error. */
const activeRun = ({ signal }: Session, { client, job }: JobTarget): Promise<JobRun | undefined> =>
  client.runs
    .active(job, { signal })
    .catch((error: unknown) => (isKind(error, 'NotFound') ? undefined : severalActive(error)));

/** Refuses, with exit 5, to start a run while another one is active. */
const refuseActive = async ({ signal }: Session, { client, job, word }: JobTarget): Promise<void> => {
  const runs = client.runs.list(job, { states: activeRunStates, signal });
  const [active] = await runs.toArray({ limit: 1 });
  if (active === undefined) return;
  throw new Conflict(
    `run ${active.id} is still running (${active.state}); no new run was started`,
    `wxdi run watch ${word} ${quoted(active.id)}`,
  );
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
    parameterSets: parameterSets.map((set) => ({ ...defined({ ref: ids.get(set.name) }), ...set })),
  };
};
