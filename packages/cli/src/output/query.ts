import type { JSONValue } from '@jmespath-community/jmespath';
import { UsageError } from '../usage-error.js';

/** What an expression takes from a document. */
export type Query = (document: unknown) => unknown;

/** Reads a JMESPath expression; one that is wrong is exit 2, before anything is sent. */
export const queryOf = async (expression: string): Promise<Query> => {
  const { compile, TreeInterpreter } = await import('../libraries/jmespath.js');
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(expression);
  } catch (cause) {
    throw wrong(expression, cause);
  }
  return (document) => {
    try {
      // By way of JSON: what is not said is not there.
      return TreeInterpreter.search(tree, JSON.parse(JSON.stringify(document)) as JSONValue);
    } catch (cause) {
      throw wrong(expression, cause);
    }
  };
};

const wrong = (expression: string, cause: unknown): UsageError =>
  new UsageError(
    `flag --query: ${cause instanceof Error ? cause.message : 'wrong expression'}: ${expression}`,
    'https://jmespath.org',
  );
