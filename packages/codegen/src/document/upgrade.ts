import { upgrade } from '@scalar/openapi-upgrader';
import { isNode, rewrite, type Node } from './node.js';

/** Converts Swagger 2.0 and OpenAPI 3.0 to 3.1, the version that the rest of codegen expects. */
export const toOpenApi31 = (document: Node): Node => {
  const version = String(document['openapi'] ?? document['swagger']);
  if (!/^(2\.0|3\.[01](\.|$))/.test(version)) {
    throw new Error(`OpenAPI ${version} is not supported; use OpenAPI 3.0 or 3.1, or Swagger 2.0`);
  }
  if (version.startsWith('3.1')) return structuredClone(document);
  return upgrade(rewrite(document, nullableEnum), '3.1');
};

// Most 3.0 documents only add `nullable` to an `enum`; in 3.1 null must be one of the values.
const nullableEnum = (value: unknown): unknown => {
  if (!isNode(value) || value['nullable'] !== true || !Array.isArray(value['enum'])) return value;
  const values: readonly unknown[] = value['enum'];
  return values.includes(null) ? value : { ...value, enum: [...values, null] };
};
