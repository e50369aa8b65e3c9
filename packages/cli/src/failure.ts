import type { Issue, Outcome, WxdiError } from '@wxdi/sdk';
import type { Style } from './render/style.js';
import type { Settings } from './settings/settings.js';
import { OutputClosed, Unwritable } from './context.js';
import { CommandError, Conflict, UsageError, wxdiErrorIn } from './errors.js';
import { exitCode } from './exit-code.js';
import { toJson } from './render/json.js';
import { visible, visibleLines } from './render/visible.js';
import { profileOf } from './settings/place.js';

/** How an error is reported: as text for a person or as JSON for a program, and with which exit code. */
export interface Failure {
  readonly kind: WxdiError['kind'] | 'Unwritable' | 'Bug';
  readonly message: string;
  readonly exitCode: number;
  readonly httpStatus?: number | undefined;
  readonly serviceCode?: string | undefined;
  readonly traceId?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly issues: readonly Issue[];
  readonly candidates?: readonly string[] | undefined;
  /** Key of the start whose outcome is unknown. */
  readonly key?: string | undefined;
  readonly retryable: boolean;
  readonly outcome: Outcome;
  readonly hint?: string | undefined;
  readonly stack?: string | undefined;
}

const codes: Readonly<Record<WxdiError['kind'], number>> = {
  InvalidInput: exitCode.usage,
  AmbiguousName: exitCode.usage,
  NotFound: exitCode.notFound,
  NotPermitted: exitCode.notPermitted,
  Refused: exitCode.refused,
  NotApplied: exitCode.refused,
  Unavailable: exitCode.unavailable,
  Undecodable: exitCode.undecodable,
  OutcomeUnknown: exitCode.outcomeUnknown,
  DeadlineExceeded: exitCode.deadline,
  Aborted: exitCode.interrupted,
};

/** Statuses of a service that can never do what was asked: not a refusal of this request. */
const unsupported: ReadonlySet<number | undefined> = new Set([501, 505]);

/** What was done so far. It is reported even when stdout cannot be written. */
export interface Progress {
  /** A sentence without its period: `run 7f3a was started`. */
  readonly what: string;
  /** The command that shows it. */
  readonly look?: string;
  /** The exit code that the command ends with, unless it is 0. */
  readonly exitCode?: number;
}

/** What is known when an error is reported. */
export interface Facts {
  /** Whether to report the stack. */
  readonly debug: boolean;
  readonly settings: Settings;
  /** What was done before the error. */
  readonly progress?: Progress | undefined;
  /** The exit code that the command ended with, if it ended. */
  readonly ended?: number | undefined;
}

/** The one translation of an error into what is reported. */
export const failureOf = (error: unknown, facts: Facts): Failure => {
  const failure = translated(error, facts);
  const stack =
    error instanceof CommandError ? error.error.stack : error instanceof Error ? error.stack : undefined;
  return facts.debug ? { ...failure, stack } : failure;
};

const local = { issues: [], retryable: false, outcome: 'not-sent' } as const;

const translated = (error: unknown, { debug, settings, progress, ended }: Facts): Failure => {
  if (error instanceof UsageError) {
    const { message, hint, issues } = error;
    return { kind: 'InvalidInput', message, ...local, issues, exitCode: exitCode.usage, hint };
  }
  if (error instanceof Conflict) {
    const { message, hint } = error;
    return { kind: 'Refused', message, ...local, exitCode: exitCode.refused, hint };
  }
  if (error instanceof OutputClosed || error instanceof Unwritable) {
    return {
      kind: 'Unwritable',
      message: `${progress === undefined ? '' : `${progress.what}, but `}the output cannot be written: ${error.message}`,
      ...local,
      exitCode: ended || progress?.exitCode || exitCode.bug,
      outcome: progress === undefined ? 'not-sent' : 'unknown',
      hint: progress?.look,
    };
  }
  const cause = wxdiErrorIn(error);
  if (cause === undefined) {
    return {
      kind: 'Bug',
      message: `unexpected: ${error instanceof Error ? error.message : String(error)}`,
      ...local,
      exitCode: exitCode.bug,
      outcome: 'unknown',
      hint: debug ? 'report this as a bug' : 'run it again with --debug and report this as a bug',
    };
  }
  const { kind, status, candidates } = cause;
  return {
    kind,
    message: error instanceof Error ? error.message : cause.message,
    exitCode: unsupported.has(status) ? exitCode.unavailable : codes[kind],
    httpStatus: status,
    serviceCode: cause.serviceCode,
    traceId: cause.traceId,
    method: cause.method,
    path: cause.path,
    issues: cause.issues,
    candidates: candidates.length === 0 ? undefined : candidates,
    key: cause.key,
    retryable: cause.retryable,
    outcome: cause.outcome,
    hint: (error instanceof CommandError ? error.hint : undefined) ?? adviceFor(cause, settings),
  };
};

/** A hint for the kinds of error that have the same cause in every command. */
const adviceFor = ({ kind, status, at }: WxdiError, settings: Settings): string | undefined => {
  switch (kind) {
    case 'NotPermitted':
      return status === 403
        ? `check the id of the project or space, and that you are a member: --project, ${profileOf(settings, 'scope') ?? 'WXDI_PROJECT_ID'}`
        : `check the credential: ${profileOf(settings, 'credential') ?? 'WXDI_APIKEY or WXDI_BEARER_TOKEN'}`;
    case 'Unavailable':
      // The one error of this kind that is local: the journal of starts.
      if (at.includes('journal'))
        return 'set XDG_STATE_HOME to a writable folder; starts are saved in wxdi/ there';
      return status === undefined
        ? 'wxdi doctor, which checks the name, network, proxy and certificate'
        : 'try again later; -v prints each request';
    case 'Undecodable':
      return 'run it again with -v, and report this with the trace id';
    case 'InvalidInput':
    case 'AmbiguousName':
    case 'NotFound':
    case 'Refused':
    case 'NotApplied':
    case 'OutcomeUnknown':
    case 'DeadlineExceeded':
    case 'Aborted':
      return undefined;
  }
};

/** What failed, where, and what to do: for a person. */
export const failureText = (failure: Failure, style: Style): string => {
  const { kind, message, method, path, issues, candidates = [], hint, stack } = failure;
  // The message is about the request; that its outcome is unknown comes first.
  const doubt = kind === 'OutcomeUnknown' ? 'the outcome is unknown: ' : '';
  const lines = [`${style.red('error:')} ${doubt}${visible(message)}`];
  if (method !== undefined && path !== undefined)
    lines.push(`  at ${visible(`${method} ${path}`)}${answerOf(failure)}`);
  for (const issue of issues) {
    if (message.includes(issue.path) && message.includes(issue.expected)) continue;
    lines.push(
      `  field ${visible(issue.path)}: expected ${visible(issue.expected)}, got ${visible(issue.received)}`,
    );
  }
  for (const id of candidates) lines.push(`  candidate ${visible(id)}`);
  if (hint !== undefined) lines.push(`  ${style.dim('hint:')} ${visible(hint)}`);
  if (stack !== undefined) lines.push(visibleLines(stack));
  return lines.join('\n');
};

const answerOf = ({ httpStatus, serviceCode, traceId }: Failure): string => {
  const answer = [httpStatus, serviceCode].filter((part) => part !== undefined).join(' ');
  const parts = [answer, traceId === undefined ? '' : `trace ${traceId}`].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` → ${visible(parts.join(', '))}`;
};

/** The same for a program: one line, with a level as all JSON lines on stderr. */
export const failureJson = (failure: Failure): string => toJson({ level: 'error', ...failure });
