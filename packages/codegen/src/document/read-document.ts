import { parse } from 'yaml';
import { withoutExamples } from './examples.js';
import { isNode, refsIn, type Node } from './node.js';

/** Parses an OpenAPI or Swagger document in YAML or JSON. Rejects one that is split over several files. */
export const readDocument = (text: string, source: string): Node => {
  const document = parsed(text, source);
  if (!isNode(document) || !('openapi' in document || 'swagger' in document)) {
    throw new Error(`${source} is not an OpenAPI document`);
  }
  // What an example contains is no reference.
  const outside = refsIn(withoutExamples(document)).filter(({ ref }) => !ref.startsWith('#'));
  if (outside.length > 0) {
    const list = outside.map(({ ref, at }) => `  ${ref} at ${at}\n`).join('');
    throw new Error(`${source} refers to other documents. Bundle it into one file first:\n${list}`);
  }
  return document;
};

// Copies the value of each YAML alias, so that a change at one place does not change another.
const parsed = (text: string, source: string): unknown => {
  try {
    return JSON.parse(JSON.stringify(parse(text, { merge: true }) ?? null));
  } catch (error) {
    throw new Error(`cannot parse ${source}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
};
