import type { Session } from '../../session.js';
import type { WaitFlags } from '../../wait/options.js';
import {
  activeRunStates,
  isFinished,
  succeeded,
  type JobRun,
  type RunDraft,
  type RunHandle,
  type StartDecision,
  type StartWarning,
} from '@wxdi/sdk';
import { Conflict, explained, isKind, isUnsent, wxdiErrorIn } from '../../errors.js';
import { namesOf } from '../../confirm.js';
import { setHint } from '../../input/assignment.js';
import { didYouMean } from '../../input/nearest.js';
import { quoted } from '../../render/shell.js';
import { visible } from '../../render/visible.js';
import { severalActive, type JobTarget } from '../../target.js';
import { onStartInterrupt } from '../../wait/on-interrupt.js';

/** The flags of a start, without those of its draft. */
interface Flags extends Pick<WaitFlags, 'onInterrupt' | 'onTimeout'> {
  readonly key?: string | undefined;
  readonly retryFailed?: true | undefined;
  readonly keyIn?: 'description' | 'name' | 'both' | undefined;
  readonly keySince?: number | undefined;
  readonly ifActive?: 'start' | 'attach' | 'fail' | undefined;
  readonly ifUnknown?: 'stop' | 'resend' | undefined;
  readonly settleWindow?: number | undefined;
  readonly resetOffset?: true | undefined;
  readonly strictParams?: true | undefined;
  /** Id of the run to repeat. */
  readonly like?: string | undefined;
}

interface StartedRun {
  readonly run: JobRun;
  /** Whether this command started it. */
  readonly fresh: boolean;
  /** Absent for an active run that was found without a key. */
  readonly handle?: RunHandle;
}

/** Starts the run, or finds the one that is meant. Nothing, if a dry run has nothing to send. */
export const startOrFind = async (
  session: Session,
  target: JobTarget,
  draft: RunDraft,
  flags: Flags,
): Promise<StartedRun | undefined> => {
  const { signal, dryRun, say } = session;
  const { client, job } = target;
  const decision = await previewOf(session, target, draft, flags);
  if (decision !== undefined && dryRun !== undefined) {
    const { text, ...data } = inWords(decision);
    say.note(`key ${flags.key ?? ''}: ${text}`, data);
    // A conflict is reported by the start.
    if (!sends(decision) && decision._tag !== 'Conflict') return undefined;
  }
  if (decision === undefined || sends(decision)) {
    if (flags.ifActive === 'fail') await refuseActive(session, target);
    const active = flags.ifActive === 'attach' ? await activeRun(session, target) : undefined;
    if (active !== undefined) return { run: active, fresh: false };
  }
  // A request that is not sent ends the start, so a dry run resets and starts in two steps.
  if (flags.resetOffset === true && dryRun !== undefined)
    await dryRun.step(() => client.jobs.resetOffset(job, { signal }));
  const starting = client.jobs.start(job, draft, {
    ...keyOptions(flags),
    key: flags.key,
    keyIn: flags.keyIn,
    ifUnknown: flags.ifUnknown,
    strictParameters: flags.strictParams,
    onWarning: (warning) => say.warn(warningText(warning)),
    fromBeginning: flags.resetOffset === true && dryRun === undefined,
    signal,
  });
  session.interrupts.onFirst(onStartInterrupt(session, target, starting, flags), (error) => ({
    rest: isUnsent(error) ? '; no run was started' : undefined,
  }));
  try {
    const handle = await session.spinner.during(() => 'starting the run', starting);
    const run = handle.started ?? (await handle.get({ signal }));
    return { run, fresh: handle.adopted !== true, handle };
  } catch (error) {
    throw explained(error, { hint: hintFor(error, target.word, draft, flags) });
  }
};

const warningText = (warning: StartWarning): string => {
  const name = visible(warning.name);
  if (warning.type === 'unknown-parameter') {
    const near = visible(didYouMean(warning.name, warning.known));
    return `parameter "${name}" is unknown to the job${near || `; it lists ${namesOf(warning.known)}`}`;
  }
  const { what } = warning;
  const flag = { parameter: '--param', variable: '--env', configuration: '--configuration' }[what];
  return `${what} "${name}" is masked in the run, so it is not repeated; set it with ${flag}`;
};

const keyOptions = ({ retryFailed, keySince, settleWindow, like }: Flags) => ({
  like,
  retryFailed,
  keySinceMs: keySince,
  settle: settleWindow === undefined ? undefined : { windowMs: settleWindow },
});

/** What the start would do, where that matters before it: in a dry run, and before a search for other runs. */
const previewOf = async (
  { signal, dryRun }: Session,
  { client, job }: JobTarget,
  draft: RunDraft,
  flags: Flags,
): Promise<StartDecision | undefined> => {
  const { key, ifActive = 'start' } = flags;
  if (key === undefined || (ifActive === 'start' && dryRun === undefined)) return undefined;
  return await client.jobs.previewStart(job, draft, { ...keyOptions(flags), key, signal });
};

const sends = ({ _tag }: StartDecision): boolean => _tag === 'Start' || _tag === 'Retry';

const inWords = (decision: StartDecision): { readonly text: string; readonly decision: string } => {
  const { _tag } = decision;
  const said = (text: string, more: object = {}) => ({ text, decision: _tag, ...more });
  switch (decision._tag) {
    case 'Start':
      return said('no earlier start was found; attempt 1 would be sent', { attempt: 1 });
    case 'Retry': {
      const { attempt } = decision;
      const before = `attempt ${attempt - 1} ended without success, or its run was deleted`;
      return said(`${before}; attempt ${attempt} would be sent`, { attempt });
    }
    case 'Attach': {
      const { id, state } = decision.run;
      return said(`run ${visible(id)} is active (${visible(state)}) and would be the result`, { runId: id });
    }
    case 'Adopt': {
      const { runId, state } = decision;
      return said(`run ${visible(runId)} ended ${state} and would be the result`, { runId });
    }
    case 'Gone':
      return said('the run of this key was deleted; nothing would be sent without --retry-failed');
    case 'Unknown':
      return said(
        `attempt ${decision.attempt} may have been sent, and its run was not found; nothing would be sent until it is found`,
      );
    case 'Conflict':
      return said('already used for another request');
  }
};

/** Says how to start again after a run of the key that was found has failed. */
export const hintAtRetry = ({ say }: Session, { id, state }: JobRun, { key }: Flags): void => {
  if (key === undefined || !isFinished(state) || succeeded(state)) return;
  const hint = 'add --retry-failed to start the next attempt';
  say.note(`run ${visible(id)} of key ${key} ended ${state}; no new run was started`, { runId: id, hint });
  say.hint(hint);
};

const hintFor = (error: unknown, word: string, draft: RunDraft, flags: Flags): string | undefined => {
  if (isKind(error, 'Refused')) return setHint(draft.parameterSets);
  const [{ path = '', expected = '' } = {}] = wxdiErrorIn(error)?.issues ?? [];
  const [, name] = /^parameters\.(.*)$/s.exec(path) ?? [];
  if (name !== undefined)
    return didYouMean(name, expected.replace('one of ', '').split(', ')).slice(2) || undefined;
  if (path === 'parameters')
    return `set them with --param, or start with those of the job:  wxdi job start ${word}`;
  if (isKind(error, 'InvalidInput') && flags.resetOffset) return 'wxdi job list --type streamsets_flow';
  if (isKind(error, 'NotFound') && wxdiErrorIn(error)?.status === undefined)
    return 'add --retry-failed to start the next attempt, or use another --key';
  if (!isKind(error, 'OutcomeUnknown')) return undefined;
  const key = wxdiErrorIn(error)?.key;
  const list = `wxdi run list ${word} --limit 5`;
  return key === undefined ? list : `${list}; or retry with --key ${key}`;
};

/** The active run of a job, if there is one. Several are an error. */
const activeRun = ({ signal }: Session, { client, job }: JobTarget): Promise<JobRun | undefined> =>
  client.runs
    .active(job, { signal })
    .catch((error: unknown) => (isKind(error, 'NotFound') ? undefined : severalActive(error)));

/** Refuses, with exit 5, to start a run while another one is active. The service may list runs of other states. */
const refuseActive = async ({ signal }: Session, { client, job, word }: JobTarget): Promise<void> => {
  for await (const { id, state } of client.runs.list(job, { states: activeRunStates, signal })) {
    if (isFinished(state)) continue;
    throw new Conflict(
      `run ${id} is still running (${state}); no new run was started`,
      `wxdi run watch ${word} ${quoted(id)}`,
    );
  }
};
