import type { WxdiError } from '@wxdi/sdk';
import type { Progress } from './output/document.js';
import type { Style } from './render/style.js';
import type { Settings } from './settings/settings.js';
import { adviceFor } from './advice.js';
import { OutputClosed, Unwritable } from './context.js';
import { CommandError, Conflict, UsageError, wxdiErrorIn } from './errors.js';
import { exitCode } from './exit-code.js';
import { InvalidFiles, problemText, type FileProblem } from './job-files/problem.js';
import { placed } from './settings/place.js';
import { toJson } from './render/json.js';
import { visible, visibleLines } from './render/visible.js';

/** How an error is reported: as text for a person or as JSON for a program, and with which exit code. */
export interface Failure
  extends
    Pick<WxdiError, 'message' | 'retryable' | 'outcome'>,
    Partial<Pick<WxdiError, 'serviceCode' | 'traceId' | 'method' | 'origin' | 'path' | 'runId' | 'key'>> {
  readonly kind: WxdiError['kind'] | 'Unwritable' | 'Bug';
  readonly issues: readonly (WxdiError['issues'][number] | FileProblem)[];
  readonly exitCode: number;
  readonly httpStatus?: number | undefined;
  readonly candidates?: readonly string[] | undefined;
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

/** What is known when an error is reported. */
export interface Facts {
  /** Whether to report the stack. */
  debug?: boolean;
  settings: Settings;
  /** What was done before the error. */
  progress?: Progress;
  /** Whether a signal or the time limit ends the command. */
  hurried?: boolean;
  /** The exit code that the command ended with, if it ended. */
  ended?: number;
}

/** The one translation of an error into what is reported. */
export const failureOf = (error: unknown, facts: Facts): Failure => {
  const failure = translated(error, facts);
  const source = error instanceof CommandError ? error.error : error;
  return facts.debug === true && source instanceof Error ? { ...failure, stack: source.stack } : failure;
};

const local = { issues: [], retryable: false, outcome: 'not-sent' } as const;

const translated = (error: unknown, { debug, settings, progress, ended }: Facts): Failure => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof InvalidFiles)
    return { kind: 'InvalidInput', message, ...local, issues: error.problems, exitCode: exitCode.usage };
  if (error instanceof UsageError)
    return { kind: 'InvalidInput', message, ...local, exitCode: exitCode.usage, hint: error.hint };
  if (error instanceof Conflict)
    return { kind: 'Refused', message, ...local, exitCode: exitCode.refused, hint: error.hint };
  if (error instanceof OutputClosed || error instanceof Unwritable) {
    const done = progress === undefined ? '' : `${progress.what}, but `;
    return {
      kind: 'Unwritable',
      message: `${done}the output cannot be written: ${message}`,
      ...local,
      exitCode: ended || progress?.exitCode || exitCode.bug,
      outcome: progress === undefined ? 'not-sent' : 'unknown',
      hint: progress?.look,
    };
  }
  const cause = wxdiErrorIn(error);
  if (cause === undefined || cause.at.includes('unexpected')) {
    return {
      kind: 'Bug',
      message: cause === undefined ? `unexpected: ${message}` : message,
      ...local,
      exitCode: exitCode.bug,
      outcome: 'unknown',
      hint: debug === true ? 'report this as a bug' : 'run it again with --debug and report this as a bug',
    };
  }
  const {
    kind,
    status,
    serviceCode,
    traceId,
    method,
    origin,
    path,
    issues,
    candidates,
    runId,
    key,
    retryable,
    outcome,
  } = cause;
  // An option of the connection is known to the user as a setting.
  const place = kind === 'InvalidInput' ? placed(settings, message) : undefined;
  // A service that answers 501 or 505 can never do what was asked: not a refusal of this request.
  const codeOf = status === 501 || status === 505 ? exitCode.unavailable : codes[kind];
  return {
    kind,
    message: place ?? message,
    exitCode: (error instanceof CommandError ? error.exitCode : undefined) ?? codeOf,
    httpStatus: status,
    serviceCode,
    traceId,
    method,
    origin,
    path,
    issues: place === undefined ? issues : [],
    candidates: candidates.length === 0 ? undefined : candidates,
    runId,
    key,
    retryable,
    outcome,
    hint: (error instanceof CommandError ? error.hint : undefined) ?? adviceFor(cause, settings),
  };
};

/** What failed, where, and what to do: for a person. */
export const failureText = (failure: Failure, style: Style): string => {
  const { kind, message, method, origin = '', path, issues, candidates = [], hint, stack } = failure;
  // The message is about the request; that its outcome is unknown comes first.
  const doubt = kind === 'OutcomeUnknown' ? 'the outcome is unknown: ' : '';
  const lines = [`${style.red('error:')} ${doubt}${visible(message)}`];
  if (method !== undefined && path !== undefined)
    lines.push(`  at ${visible(`${method} ${origin}${path}`)}${answerOf(failure)}`);
  for (const issue of issues) {
    const { path: field, expected, received } = issue;
    if ('line' in issue) {
      const problem = problemText(issue);
      if (problem !== message) lines.push(`  ${visible(problem)}`);
      continue;
    }
    if (message.includes(field) && message.includes(expected)) continue;
    lines.push(`  field ${visible(field)}: expected ${visible(expected)}, got ${visible(received)}`);
  }
  for (const id of candidates) lines.push(`  candidate ${visible(id)}`);
  if (hint !== undefined) lines.push(`  ${style.dim('hint:')} ${visible(hint)}`);
  if (stack !== undefined) lines.push(visibleLines(stack));
  return lines.join('\n');
};

const answerOf = ({ httpStatus, serviceCode, traceId }: Failure): string => {
  const code = serviceCode === String(httpStatus) ? undefined : serviceCode;
  const answer = [httpStatus, code].filter((part) => part !== undefined).join(' ');
  const parts = [answer, traceId === undefined ? '' : `trace ${traceId}`].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` → ${visible(parts.join(', '))}`;
};

/** The same for a program: one line, with a level as all JSON lines on stderr. */
export const failureJson = (failure: Failure): string => toJson({ level: 'error', ...failure });
