import { parse } from 'yaml';

/** Parses an OpenAPI document, YAML or JSON, and refuses what can't be generated from in words of its own. */
export const readDocument = (text: string, source: string): Record<string, unknown> => {
  const document: unknown = parse(text);
  if (
    typeof document !== 'object' ||
    document === null ||
    !('openapi' in document || 'swagger' in document)
  ) {
    throw new Error(`${source} is no OpenAPI document`);
  }
  const outside = externalRefs(document);
  if (outside.length > 0) {
    throw new Error(`${source} refers to other documents, which is not supported: ${outside.join(', ')}`);
  }
  return document as Record<string, unknown>;
};

/** The references that lead out of the document. */
const externalRefs = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === '$ref' && typeof value === 'string'
      ? value.startsWith('#')
        ? []
        : [value]
      : externalRefs(value),
  );
};
