import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { FinishedRun, JobRun } from '../domain/job-run.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { RunJobEnv, RunJobsOptions, RunOutcome, RunRequest } from './run-jobs.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { succeeded } from '../domain/run-state.js';
import { circle, visit } from '../effect/graph.js';
import { invalidInput } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { runOutcome } from './run-jobs.js';

/** One job of a chain. */
export interface ChainStep extends RunRequest {
  /** The name that other steps refer to. */
  readonly name: string;
  /** Steps that must succeed before this one starts. */
  readonly after?: readonly string[] | undefined;
}

/** The result of a step. */
export type StepResult =
  | { readonly _tag: 'Ran'; readonly run: FinishedRun; readonly key: string }
  /** Its run could not be started or followed to its end. `run` is absent if no run is known. */
  | { readonly _tag: 'Broke'; readonly error: WorkflowError; readonly key: string; readonly run?: JobRun }
  /** It was not started, because a step before it did not succeed. */
  | { readonly _tag: 'Skipped' };

/** How to run a chain. */
export interface ChainOptions extends RunJobsOptions {
  /** Runs in progress at once. Default: no limit. */
  readonly limit?: number | undefined;
  /** Whether a run succeeded, so that its successors may start. Default: it completed, with or without warnings. */
  readonly goesOn?: ((run: FinishedRun) => boolean) | undefined;
}

/**
 * Runs a chain of jobs, each as soon as its predecessors have succeeded, and returns the result of each step by name. A
 * step without predecessors starts immediately. Each run is started at most once. After an abort no other step is
 * started, and there is still a result for each. A chain with a cycle, a duplicate name or an unknown name is
 * `InvalidInput`, and nothing is started.
 *
 * @example
 * ```ts
 * const results = await runChain([
 *   { name: 'extract', job },
 *   { name: 'load', job, draft: { name: 'load' }, after: ['extract'] },
 * ])(env)();
 * assert.equal(results.right.get('load').run.name, 'load');
 * ```
 */
export const runChain = (
  steps: readonly ChainStep[],
  given: ChainOptions = {},
): ReaderTaskEither<RunJobEnv, WorkflowError, ReadonlyMap<string, StepResult>> => {
  const refused = refusalOf(rules.chain, given);
  if (refused !== undefined) return RTE.left(refused);
  const {
    limit = Infinity,
    goesOn = ({ state }) => succeeded(state),
    timeoutMs = Infinity,
    ...options
  } = given;
  const nodes = steps.map((step) => ({ ...step, after: step.after ?? [] }));
  const issues = chainIssues(nodes);
  if (issues.length > 0) return RTE.left(invalidInput('invalid chain', issues));
  return (env) => {
    const deadline = env.clock.monotonic() + timeoutMs;
    return visit(limit)(nodes, (step, before: readonly StepResult[]) =>
      before.every((result) => result._tag === 'Ran' && goesOn(result.run))
        ? pipe(runOutcome(step, options, deadline), RTE.map(resultOf))
        : RTE.right<RunJobEnv, WorkflowError, StepResult>({ _tag: 'Skipped' }),
    )(env);
  };
};

const resultOf = ({ result, ...known }: RunOutcome): StepResult =>
  E.isRight(result)
    ? { _tag: 'Ran', run: result.right, key: known.key }
    : { _tag: 'Broke', error: result.left, ...known };

const chainIssues = (
  nodes: readonly { readonly name: string; readonly after: readonly string[] }[],
): readonly Issue[] => {
  const names = nodes.map(({ name }) => name);
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  const unknown = nodes.flatMap(({ after }) => after.filter((name) => !names.includes(name)));
  if (twice.length > 0)
    return twice.map((name) => issue(name, 'a unique name', 'a second step with this name'));
  if (unknown.length > 0) return unknown.map((name) => issue(name, 'a step of the chain', 'an unknown step'));
  return circle(nodes).map((name) => issue(name, 'a step that can start', 'a step that depends on itself'));
};

const issue = (path: string, expected: string, received: string): Issue => ({ path, expected, received });
