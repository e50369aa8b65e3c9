import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/** A thing to do once others are done. */
export interface Node {
  readonly name: string;
  /** Names of the nodes that must be done before. */
  readonly after: readonly string[];
}

/**
 * Visits every node once all nodes before it have been visited, at most `limit` at once, and hands each visit the
 * results of those before it. The nodes must name each other without a circle; `circle` tells. A Left ends it after
 * the visits under way.
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

/** The names of nodes that can never be visited, because they wait for each other or for something that is not there. */
export const circle = (nodes: readonly Node[]): readonly string[] => {
  const done = new Set<string>();
  for (let before = -1; before !== done.size;) {
    before = done.size;
    for (const { name, after } of nodes) if (after.every((needed) => done.has(needed))) done.add(name);
  }
  return nodes.map(({ name }) => name).filter((name) => !done.has(name));
};
