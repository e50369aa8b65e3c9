import type { Issue, Outcome, WxdiError } from '@wxdi/sdk';
import type { Standing } from './output/standing.js';
import type { Settings } from './settings/settings.js';
import { exitCode } from './exit-code.js';
import { hintOf } from './hints.js';
import { profileOf } from './settings/place.js';
import { noSettings } from './settings/settings.js';
import { RefusedHere, UsageError } from './usage-error.js';

/** An error on its way to a person or a program. */
export interface Failure {
  readonly kind: WxdiError['kind'] | 'Unwritable' | 'Bug';
  readonly message: string;
  readonly exitCode: number;
  readonly httpStatus?: number;
  readonly serviceCode?: string;
  readonly traceId?: string;
  readonly method?: string;
  readonly path?: string;
  readonly issues: readonly Issue[];
  readonly candidates?: readonly string[];
  /** Key of the start whose outcome is not known. */
  readonly key?: string;
  readonly retryable: boolean;
  readonly outcome: Outcome;
  readonly hint?: string;
  readonly stack?: string;
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

/** By its shape and not by its class: the sdk need not be loaded to tell that an argument is wrong. */
const isWxdiError = (error: unknown): error is WxdiError =>
  error instanceof Error &&
  error.name === 'WxdiError' &&
  'kind' in error &&
  Object.hasOwn(codes, String(error.kind));

export const isKind = (error: unknown, kind: WxdiError['kind']): error is WxdiError =>
  isWxdiError(error) && error.kind === kind;

/** Whether it is certain that the service did not do what was asked. */
export const isUnsent = (error: unknown): boolean => isWxdiError(error) && error.outcome !== 'unknown';

/** The service cannot do what was asked, at any time: not a refusal of this request. */
const unsupported: ReadonlySet<number | undefined> = new Set([501, 505]);

/** The one translation of whatever was thrown, to a kind, an exit code and a way out. */
export const failureOf = (
  error: unknown,
  { debug, settings = noSettings }: { readonly debug: boolean; readonly settings?: Settings },
): Failure => {
  const stack = debug && error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {};
  if (error instanceof UsageError) {
    const { message, issues } = error;
    const way = error.hint === undefined ? {} : { hint: error.hint };
    return { ...local, kind: 'InvalidInput', message, issues, exitCode: exitCode.usage, ...way, ...stack };
  }
  if (error instanceof RefusedHere) {
    const { message, hint } = error;
    return { ...local, kind: 'Refused', message, issues: [], exitCode: exitCode.refused, hint, ...stack };
  }
  if (!isWxdiError(error)) {
    const message = `unexpected: ${error instanceof Error ? error.message : String(error)}`;
    const way = {
      hint: debug ? 'report this as a bug' : 'run it again with --debug and report this as a bug',
    };
    return {
      ...local,
      kind: 'Bug',
      message,
      issues: [],
      exitCode: exitCode.bug,
      outcome: 'unknown',
      ...way,
      ...stack,
    };
  }
  const advice = hintOf(error) ?? adviceFor(error, settings);
  return {
    kind: error.kind,
    message: error.message,
    exitCode: unsupported.has(error.status) ? exitCode.unavailable : codes[error.kind],
    ...(error.status === undefined ? {} : { httpStatus: error.status }),
    ...(error.serviceCode === undefined ? {} : { serviceCode: error.serviceCode }),
    ...(error.traceId === undefined ? {} : { traceId: error.traceId }),
    ...(error.method === undefined ? {} : { method: error.method }),
    ...(error.path === undefined ? {} : { path: error.path }),
    issues: error.issues,
    ...(error.candidates.length === 0 ? {} : { candidates: error.candidates }),
    ...(error.key === undefined ? {} : { key: error.key }),
    retryable: error.retryable,
    outcome: error.outcome,
    ...(advice === undefined ? {} : { hint: advice }),
    ...stack,
  };
};

/**
 * Output that was lost. What stands all the same is named, and the exit code does not claim success: it is the one
 * that the command ended with, or else 1.
 */
export const unwritten = (
  { message }: Error,
  standing: Standing | undefined,
  ended: number | undefined,
): Failure => ({
  kind: 'Unwritable',
  message: `${standing === undefined ? '' : `${standing.what}, but `}the output cannot be written: ${message}`,
  exitCode: ended || standing?.exitCode || exitCode.bug,
  issues: [],
  retryable: false,
  outcome: standing === undefined ? 'not-sent' : 'unknown',
  ...(standing?.look === undefined ? {} : { hint: standing.look }),
});

const local = { retryable: false, outcome: 'not-sent' } as const;

const adviceFor = ({ kind, status, at }: WxdiError, settings: Settings): string | undefined => {
  switch (kind) {
    case 'NotPermitted':
      return status === 403
        ? `check that the project or space is right and that you are a member: --project, ${profileOf(settings, 'scope') ?? 'WXDI_PROJECT_ID'}`
        : `check the credential: ${profileOf(settings, 'credential') ?? 'WXDI_APIKEY or WXDI_BEARER_TOKEN'}`;
    case 'Unavailable':
      // The one fault of this kind that is not the network's: the place where a start is written down.
      if (at.includes('journal'))
        return 'name a folder that can be written in XDG_STATE_HOME; starts are noted in wxdi/ below it';
      return status === undefined
        ? 'wxdi doctor, which tests the way to the service: name, network, proxy, certificate'
        : 'try again later; -v shows each request';
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
