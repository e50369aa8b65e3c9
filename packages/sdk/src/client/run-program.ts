import type { HasCancel, Stream, WorkflowError } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, Listing } from './client.js';
import { never, take } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { WxdiError } from '../error.js';
import { rowsOf } from './rows.js';

/** What a program of core is run over: the live record and the caller's signal. */
export type RunEnv = LiveEnv & HasCancel;

type Program<A> = (env: RunEnv) => () => Promise<E.Either<WorkflowError, A>>;

const envFor = (env: LiveEnv, { signal }: CallOptions = {}): RunEnv => ({ ...env, cancel: signal ?? never });

/** The options of a call whose other members have been taken out. */
export const onlySignal = (signal: AbortSignal | undefined): CallOptions =>
  signal === undefined ? {} : { signal };

/** Runs a program to its end. A Left is thrown as a `WxdiError`, here, so that its stack shows who called. */
export const run = async <A>(env: LiveEnv, program: Program<A>, options?: CallOptions): Promise<A> => {
  const result = await program(envFor(env, options))();
  if (E.isLeft(result)) throw new WxdiError(result.left);
  return result.right;
};

/** A stream, or one whose code is loaded when it is first asked for. */
type Source<A, Result = void> = () =>
  Stream<RunEnv, WorkflowError, A, Result> | Promise<Stream<RunEnv, WorkflowError, A, Result>>;

/** Pulls a stream chunk by chunk as the consumer asks, and returns its result. */
export async function* chunks<A, Result>(
  env: LiveEnv,
  source: Source<A, Result>,
  options?: CallOptions,
): AsyncGenerator<readonly A[], Result> {
  let rest = await source();
  for (;;) {
    const chunk = await run(env, rest, options);
    if (chunk.values.length > 0) yield chunk.values;
    if (E.isRight(chunk.next)) return chunk.next.right;
    rest = chunk.next.left;
  }
}

/** A stream of rows as a listing. */
export const listing = <Row>(env: LiveEnv, source: Source<Row>, options?: CallOptions): Listing<Row> => {
  const byPage = () => chunks(env, source, options);
  return {
    byPage,
    [Symbol.asyncIterator]: () => rowsOf(byPage()),
    async toArray({ limit } = {}) {
      const rows: Row[] = [];
      const wanted: Source<Row> = limit === undefined ? source : async () => take(limit)(await source());
      for await (const page of chunks(env, wanted, options)) rows.push(...page);
      return rows;
    },
  };
};
