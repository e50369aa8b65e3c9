import type { Client, JobRun, StartOptions } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { jobStart } from '../../declarations/job-start.js';
import type { Session } from '../../session.js';
import { setHint } from '../../args/parameter-set.js';
import { exitCode } from '../../exit-code.js';
import { isKind } from '../../failure.js';
import { hinting, quoted, withHint } from '../../hints.js';
import { checkStream } from '../../output/fits.js';
import { printOne } from '../../output/print.js';
import { checkJob, jobIdOf, jobWord } from '../../refs.js';
import { visible } from '../../render/visible.js';
import { runView } from '../../render/views.js';
import { stateFolder } from '../../settings/state-folder.js';
import { followRun } from '../../wait/follow.js';
import { sayLog } from '../../wait/ending.js';
import { startFarewell } from '../../wait/start-farewell.js';
import { outcomeCode } from '../../wait/outcome.js';
import { activeRun, refuseActive } from './active.js';
import { runDraftOf } from './run-draft.js';
import { withSetRefs } from './set-refs.js';

type Flags = Parameters<Run<typeof jobStart.flags>>[1];

export const run: Run<typeof jobStart.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  if (flags.follow) checkStream(session);
  const start = await starter(session, flags);
  const { say } = session;
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const word = quoted(jobWord(job, id));
  const { run: started, fresh } = await start(client, id, word);
  const verb = fresh ? 'started run' : 'found run';
  say.note(`${verb} ${visible(started.id)}`, { jobId: id, runId: started.id });
  const words = `${word} ${quoted(visible(started.id))}`;
  session.remember({
    what: `run ${started.id} ${fresh ? 'was started' : 'was found'}`,
    look: `wxdi run get ${words}`,
  });
  if (!flags.wait && !flags.follow) {
    await printOne(session, runView, started);
    say.next('to watch it', `wxdi run watch ${words}`);
    client.close();
    return exitCode.done;
  }
  const { follow: logs } = flags;
  const followed = { job: id, run: started.id, word, justStarted: fresh, logs, counts: true };
  const ended = await followRun(session, client, followed, flags);
  // With --follow the log is the data; in jsonl the result is the last event already.
  if (!logs && session.output !== 'jsonl') await printOne(session, runView, ended);
  if (!logs) sayLog(session, ended, words);
  client.close();
  return outcomeCode(ended.state, flags, session.exitCodes);
};

type Start = (
  client: Client,
  job: string,
  word: string,
) => Promise<{ readonly run: JobRun; readonly fresh: boolean }>;

/** What the flags ask for; everything that can be wrong with them is found here, before anything is sent. */
const starter = async (session: Session, flags: Flags): Promise<Start> => {
  const draft = await runDraftOf(session, flags);
  const { signal, say, dryRun, interrupts } = session;
  if (flags.key !== undefined && dryRun === undefined && stateFolder(session.context.env) === undefined) {
    say.warn(
      `key ${flags.key} is noted nowhere, since there is no home: set XDG_STATE_HOME, or a start that is cut off may not be found by it`,
    );
  }
  return async (client, job, word) => {
    const find = `wxdi run list ${word} --limit 5`;
    if (flags['if-active'] === 'fail') await refuseActive(session, client, job, word);
    if (flags['if-active'] === 'attach') {
      const active = await activeRun(session, client, job);
      if (active !== undefined) return { run: active, fresh: false };
    }
    if (flags['reset-offset']) {
      interrupts.onFirst(() => {
        say.last('interrupted while the offset was being reset: it may be; no run was started');
      });
      const reset = () => hinting(client.jobs.resetOffset(job, { signal }), resetHints(word));
      await (dryRun === undefined ? reset() : dryRun.step(reset));
    }
    const whole = await withSetRefs(session, client, job, draft);
    const starting = client.jobs.start(job, whole, { signal, ...onceOf(flags) });
    interrupts.onFirst(startFarewell(session, client, { job, word }, starting, flags['on-interrupt']));
    try {
      const handle = await session.progress.during(() => 'starting the run', starting);
      return { run: handle.started ?? (await handle.get({ signal })), fresh: handle.adopted !== true };
    } catch (error) {
      if (isKind(error, 'NotFound')) throw withHint(error, 'wxdi job list');
      const hint = setHint(whole.parameterSets);
      if (isKind(error, 'Refused') && hint !== undefined) throw withHint(error, hint);
      if (!isKind(error, 'OutcomeUnknown')) throw error;
      throw withHint(
        error,
        error.key === undefined ? find : `${find}; or the same start with --key ${error.key}`,
      );
    }
  };
};

const onceOf = ({ key, 'if-unknown': ifUnknown, 'settle-window': windowMs }: Flags): StartOptions => ({
  ...(key === undefined ? {} : { key }),
  ...(ifUnknown === undefined ? {} : { ifUnknown }),
  ...(windowMs === undefined ? {} : { settle: { windowMs } }),
});

const resetHints = (word: string) => ({
  NotFound: 'wxdi job list',
  InvalidInput: 'wxdi job list --type streamsets_flow',
  OutcomeUnknown: `wxdi job get ${word} -o json`,
});
