import type { JSONValue } from '@jmespath-community/jmespath';
import { UsageError } from '../errors.js';

/** Selects from a document. */
export type Query = (document: unknown) => unknown;

/** Reads a JMESPath expression; an invalid one is exit 2, before anything is sent. */
export const queryOf = async (expression: string): Promise<Query> => {
  const { compile, TreeInterpreter } = await import('@jmespath-community/jmespath');
  const guarded = <A>(work: () => A): A => {
    try {
      return work();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'invalid expression';
      throw new UsageError(`flag --query: ${why}: ${expression}`, 'https://jmespath.org');
    }
  };
  const tree = guarded(() => compile(expression));
  // A round trip through JSON removes undefined members.
  return (document) =>
    guarded(() => TreeInterpreter.search(tree, JSON.parse(JSON.stringify(document)) as JSONValue));
};
