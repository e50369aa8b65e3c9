import type { Cancel, HasCancel, Stream, WorkflowError } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, Listing } from './calls.js';
import { never, rule, take, withDeadline } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { checkArgument } from '../checks/options.js';
import { unexpected, WxdiError } from '../error.js';

/** The environment of core's programs: the live record and the caller's signal. */
type RunEnv = LiveEnv & HasCancel;

type Program<A> = (env: RunEnv) => () => Promise<E.Either<WorkflowError, A>>;

/** When a call must end: the signal of the caller, or a time. */
interface Limits {
  readonly signal?: Cancel | undefined;
  readonly timeoutMs?: number | undefined;
}

/** Runs a program. A Left is thrown as a `WxdiError`, here, so that its stack shows the caller. */
export const run = async <A>(env: LiveEnv, program: Program<A>, limits: Limits = {}): Promise<A> =>
  await runUntil(env, program, limits, deadlineOf(env, limits));

const deadlineOf = ({ clock }: LiveEnv, { timeoutMs = Infinity }: Limits): number =>
  clock.monotonic() + timeoutMs;

const runUntil = async <A>(
  env: LiveEnv,
  program: Program<A>,
  { signal, timeoutMs }: Limits,
  deadline: number,
): Promise<A> => {
  const isLimited = signal !== undefined || timeoutMs !== undefined;
  const limited = isLimited
    ? withDeadline(deadline, `timed out after ${timeoutMs} ms`)<RunEnv, A>(program)
    : program;
  const result = await limited({ ...env, cancel: signal ?? never })().catch((cause: unknown) => {
    throw unexpected(cause);
  });
  if (E.isLeft(result)) throw new WxdiError(result.left);
  return result.right;
};

/** Yields a stream chunk by chunk on demand, and returns its result. The time limit is that of the whole stream. */
export async function* chunks<A, Result>(
  env: LiveEnv,
  stream: Stream<RunEnv, WorkflowError, A, Result>,
  limits: Limits,
): AsyncGenerator<readonly A[], Result> {
  const deadline = deadlineOf(env, limits);
  let rest = stream;
  for (;;) {
    const { values, next } = await runUntil(env, rest, limits, deadline);
    if (values.length > 0) yield values;
    if (E.isRight(next)) return next.right;
    rest = next.left;
  }
}

const listingRule = rule.members({ limit: rule.wholeLimit(0) });

/** A stream of rows as a listing. */
export const listing = <Row>(
  env: LiveEnv,
  stream: Stream<RunEnv, WorkflowError, Row>,
  limits: CallOptions,
): Listing<Row> => ({
  byPage: () => chunks(env, stream, limits),
  async *[Symbol.asyncIterator]() {
    for await (const page of chunks(env, stream, limits)) for (const row of page) yield row;
  },
  async toArray(given = {}) {
    checkArgument(listingRule, given);
    const { limit = Infinity } = given;
    const rows: Row[] = [];
    for await (const page of chunks(env, take(limit)(stream), limits)) for (const row of page) rows.push(row);
    return rows;
  },
});
