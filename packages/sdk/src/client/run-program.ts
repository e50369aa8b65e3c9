import type { HasCancel, Stream, WorkflowError } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, Listing } from './client.js';
import { never, rule, take } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { unexpected, WxdiError } from '../error.js';
import { checkArgument } from '../checks/options.js';

/** The environment of core's programs: the live record and the caller's signal. */
type RunEnv = LiveEnv & HasCancel;

type Program<A> = (env: RunEnv) => () => Promise<E.Either<WorkflowError, A>>;

/** Runs a program. A Left is thrown as a `WxdiError`, here, so that its stack shows the caller. */
export const run = async <A>(
  env: LiveEnv,
  program: Program<A>,
  { signal = never }: { readonly signal?: HasCancel['cancel'] | undefined } = {},
): Promise<A> => {
  const result = await program({ ...env, cancel: signal })().catch((cause: unknown) => {
    throw unexpected(cause);
  });
  if (E.isLeft(result)) throw new WxdiError(result.left);
  return result.right;
};

/** Yields a stream chunk by chunk on demand, and returns its result. */
export async function* chunks<A, Result>(
  env: LiveEnv,
  stream: Stream<RunEnv, WorkflowError, A, Result>,
  options: CallOptions,
): AsyncGenerator<readonly A[], Result> {
  let rest = stream;
  for (;;) {
    const { values, next } = await run(env, rest, options);
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
  options: CallOptions,
): Listing<Row> => ({
  byPage: () => chunks(env, stream, options),
  async *[Symbol.asyncIterator]() {
    for await (const page of chunks(env, stream, options)) for (const row of page) yield row;
  },
  async toArray(given = {}) {
    checkArgument(listingRule, given);
    const { limit = Infinity } = given;
    const rows: Row[] = [];
    for await (const page of chunks(env, take(limit)(stream), options))
      for (const row of page) rows.push(row);
    return rows;
  },
});
