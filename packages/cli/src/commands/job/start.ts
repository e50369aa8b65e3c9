import { Command } from '@commander-js/extra-typings';
import type { Session } from '../../session.js';
import { mergeByName, type RunDraft } from '@wxdi/sdk';
import { jobCommand, type FlagsOf } from '../command.js';
import { choice, duration, integer, nonEmpty, several } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { outcomeCode } from '../../exit-code.js';
import { paramFile } from '../../input/param-file.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { xdgFolder } from '../../settings/xdg.js';
import { checkRun, runIdOf, withRun, type JobTarget } from '../../target.js';
import { checkStream, endOf, followRun } from '../../wait/follow.js';
import { waitDetails, waitOptions } from '../../wait/options.js';
import { inputsOf } from './inputs.js';
import { hintAtRetry, startOrFind } from './start-or-find.js';

/** The flags of every command that starts a run. */
export const startOptions = (command: Command) =>
  waitOptions(
    command
      .option('--name <N>', 'name of the run', nonEmpty)
      .option('--description <D>', 'description of the run')
      .option('--param <k=v>', 'parameter of this run; k:=json is typed; repeatable', several)
      .option('--strict-params', 'refuse a parameter that the job does not list; default: warn')
      .option('--param-file <F>', 'parameters: JSON, YAML, or lines k=v; --param wins; repeatable', several)
      .option(
        '--param-set <PS>',
        'parameter set by name or id; PS.VALUESET: a value set; repeatable',
        several,
      )
      .option('--env <K=V>', 'environment variable; replaces all variables of the job; repeatable', several)
      .option('--environment <E>', 'runtime environment of this run, by id or exact name', nonEmpty)
      .option('--warn-limit <N>', 'warnings after which this DataStage run is aborted', integer(0))
      .option('--configuration <@f>', 'configuration, from a JSON or YAML file; - reads stdin', nonEmpty)
      .option('--reset-offset', 'read from the beginning; StreamSets jobs only')
      .addOption(choice('--if-active <ACTION>', 'if a run is active', ['start', 'attach', 'fail'], 'start'))
      .option('--key <K>', 'key of this start: a start with the same key finds its run', nonEmpty)
      .option('--retry-failed', 'with --key: start again if the run of the key failed or was deleted')
      .addOption(
        choice(
          '--key-in <TEXT>',
          'where the key is written in the run',
          ['description', 'name', 'both'],
          'description',
        ),
      )
      .option('--key-since <D>', 'with --key: how far back to search runs for the key; default: 7d', duration)
      .addOption(choice('--if-unknown <ACTION>', 'if the outcome is unknown', ['stop', 'resend'], 'stop'))
      .option('--settle-window <D>', 'how long to search after a lost answer; default: 60s', duration)
      .option('--wait', 'wait until the run has ended')
      .option('--follow', 'wait, and print the log as it grows'),
  );

type Flags = FlagsOf<typeof startOptions>;

const waitFlags = waitOptions(new Command()).options.map((option) => option.attributeName());

/** What holds for the flags of every command that starts a run. */
export const startDetails = [
  'Prints the run and does not wait, unless --wait or --follow is given. With --follow, stdout is the log. With --if-active fail, an active run is a conflict (exit 5).',
  'A run is started at most once. If the response is lost, wxdi searches for the run by its key. The exit code is 9 if it is still unknown whether there is a run.',
  'With --key, wxdi first searches for an earlier start with the same key. If its run is active or has completed, that run is the result. If its run has failed, it is also the result, unless --retry-failed is given: then the next attempt is started. If its run was deleted before it completed, the exit code is 3. If the key belongs to a different request, the exit code is 2.',
  ...waitDetails,
];
export const startNeeds = {
  ...Object.fromEntries(waitFlags.map((flag) => [flag, ['wait', 'follow'] as const])),
  retryFailed: ['key' as const],
  keySince: ['key' as const],
};

/** The run to repeat in `--like`. */
const runWord = (text: string): string => {
  checkRun(text);
  return text;
};

export const jobStart = jobCommand({
  name: 'start',
  summary: 'Start a run of a job',
  details: [
    '--like repeats the parameters, parameter sets, environment and configuration of a run, without what the service added to them; other flags replace values by name.',
    ...startDetails,
  ],
  raw: true,
  mutates: true,
  examples: [
    ['start a run', "wxdi job start 'Load customers'"],
    ['follow its log until it ends', 'wxdi job start Nightly --param region=apac --follow'],
    ['repeat a run with another parameter', 'wxdi job start Nightly --like @latest --param region=emea'],
    ['print what would be sent', 'wxdi job start Nightly --param-set limits.small --dry-run'],
    ['wait for at most an hour, in a script', 'wxdi job start Nightly --wait --timeout 1h -o json'],
    [
      'start once a day, and again only after a failure',
      'wxdi job start Nightly --key nightly-2026-11-22 --retry-failed --wait',
    ],
  ],
  options: (command) =>
    startOptions(command).option('--like <RUN>', 'repeat the request of a run of the job', runWord),
  needs: startNeeds,
  run: async (session, { like, ...flags }, find) =>
    await startAsAsked(session, flags, like, async () => {
      const target = await find();
      return { target, like: like === undefined ? undefined : await runIdOf(session, target, like) };
    }),
});

interface Asked {
  readonly target: JobTarget;
  /** Id of the run to repeat. */
  readonly like: string | undefined;
}

/** Starts a run, and waits for it if asked to: the exit code. `likeWord` is the run to repeat as it was typed. */
export const startAsAsked = async (
  session: Session,
  flags: Flags,
  likeWord: string | undefined,
  find: () => Promise<Asked>,
): Promise<number | undefined> => {
  const { say } = session;
  if (flags.follow === true) checkStream(session);
  if (flags.key !== undefined && likeWord?.startsWith('@') === true)
    throw new UsageError(
      `with --key, give the id of the run instead of ${likeWord}: after the start, ${likeWord} may be another run`,
    );
  const draft = await draftOf(session, flags);
  warnWithoutFolder(session, flags);
  const { target, like } = await find();
  const start = await startOrFind(session, target, draft, { ...flags, like });
  // A dry run that has nothing to send.
  if (start === undefined) return undefined;
  const { run, fresh, handle } = start;
  const started = withRun(target, run.id);
  const did = fresh ? 'started' : 'found';
  say.note(`${did} run ${visible(run.id)}`, { jobId: target.job, runId: run.id });
  if (!fresh) hintAtRetry(session, run, flags);
  session.remember({ what: `run ${run.id} was ${did}`, look: `wxdi run get ${started.words}` });
  if (flags.wait !== true && flags.follow !== true) {
    await printOne(session, runView, run);
    say.next('to watch it', `wxdi run watch ${started.words}`);
    return undefined;
  }
  const logs = flags.follow === true;
  const last = await followRun(session, started, flags, { justStarted: fresh, logs, counts: true, handle });
  // The log is the data, and explains the exit code.
  if (logs) return outcomeCode(last, flags, session.exitCodes);
  // In jsonl the last event is the result.
  if (session.output !== 'jsonl') await printOne(session, runView, last.run);
  return endOf(session, started, flags, last);
};

/** What the run overrides of its job. */
const draftOf = async (session: Session, flags: Flags): Promise<RunDraft> => {
  const files = [];
  for (const path of flags.paramFile ?? []) files.push(await paramFile(session.context, path));
  const { parameters, ...inputs } = await inputsOf(session, flags);
  return {
    name: flags.name,
    description: flags.description,
    ...inputs,
    warnLimit: flags.warnLimit,
    parameters: files.length === 0 ? parameters : mergeByName(...files, parameters ?? []),
  };
};

const warnWithoutFolder = ({ context, say, dryRun }: Session, { key }: Flags): void => {
  if (key === undefined || dryRun !== undefined || xdgFolder(context.env, 'state') !== undefined) return;
  say.warn(
    `key ${key} is not saved: HOME and XDG_STATE_HOME are not set. A start that is cut off may not be found by it.`,
  );
};
