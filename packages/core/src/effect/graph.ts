import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/** A node of a dependency graph. */
export interface Node {
  readonly name: string;
  /** Names of the nodes to visit first. */
  readonly after: readonly string[];
}

/**
 * Visits each node after all of its predecessors, at most `limit` at once, and passes their results to it. The nodes
 * must not depend on each other in a circle: check with `circle` first. After a Left no further visit starts, and the
 * program ends when the current visits have ended.
 */
export const visit =
  (limit: number) =>
  <N extends Node, Env, Err, A>(
    nodes: readonly N[],
    program: (node: N, before: readonly A[]) => ReaderTaskEither<Env, Err, A>,
  ): ReaderTaskEither<Env, Err, ReadonlyMap<string, A>> =>
  (env) =>
  async () => {
    const results = new Map<string, A>();
    const waiting = new Set(nodes);
    const running = new Set<Promise<void>>();
    let failed: E.Left<Err> | undefined;

    const begin = (node: N): void => {
      waiting.delete(node);
      const before = node.after.map((name) => results.get(name) as A);
      const visiting = program(
        node,
        before,
      )(env)().then((result) => {
        running.delete(visiting);
        if (E.isRight(result)) results.set(node.name, result.right);
        else failed ??= result;
      });
      running.add(visiting);
    };

    for (;;) {
      if (failed === undefined) {
        for (const node of waiting) {
          if (running.size < Math.max(1, limit) && node.after.every((name) => results.has(name))) begin(node);
        }
      }
      if (running.size === 0) return failed ?? E.right(results);
      await Promise.race(running);
    }
  };

/** The names of nodes that can never be visited: they depend on each other or on an unknown node. */
export const circle = (nodes: readonly Node[]): readonly string[] => {
  const done = new Set<string>();
  for (let before = -1; before !== done.size;) {
    before = done.size;
    for (const { name, after } of nodes) if (after.every((needed) => done.has(needed))) done.add(name);
  }
  return nodes.map(({ name }) => name).filter((name) => !done.has(name));
};
