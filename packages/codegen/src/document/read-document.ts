import { parse } from 'yaml';
import { isNode, refsIn, type Node } from './node.js';

/** Parses an OpenAPI or Swagger document, YAML or JSON, and refuses what can't be generated from in words of its own. */
export const readDocument = (text: string, source: string): Node => {
  const document = parsed(text, source);
  if (!isNode(document) || !('openapi' in document || 'swagger' in document)) {
    throw new Error(`${source} is no OpenAPI document`);
  }
  const outside = refsIn(document).filter(({ ref }) => !ref.startsWith('#'));
  if (outside.length > 0) {
    const list = outside.map(({ ref, at }) => `  ${ref}, at ${at}\n`).join('');
    throw new Error(`${source} refers to other documents, which is not supported; bundle it first:\n${list}`);
  }
  return document;
};

// An alias is a second name for one value: each use is copied, so that changing one place changes no other.
const parsed = (text: string, source: string): unknown => {
  try {
    return JSON.parse(JSON.stringify(parse(text, { merge: true }) ?? null));
  } catch (error) {
    throw new Error(`${source} can't be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
};
