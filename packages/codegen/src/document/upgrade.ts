import { upgrade } from '@scalar/openapi-upgrader';
import { isNode, rewrite, type Node } from './node.js';

/** Brings Swagger 2.0 and OpenAPI 3.0 to 3.1, the version in which everything else here is written. */
export const toOpenApi31 = (document: Node): Node => {
  const version = String(document['openapi'] ?? document['swagger']);
  if (!/^(2\.0|3\.[01](\.|$))/.test(version)) {
    throw new Error(`OpenAPI ${version} is not supported: 3.0, 3.1 and Swagger 2.0 are`);
  }
  if (version.startsWith('3.1')) return structuredClone(document);
  return upgrade(rewrite(document, nullableEnum), '3.1');
};

// In 3.0 `nullable` beside an `enum` is enough for most writers; in 3.1 null has to be one of the values.
const nullableEnum = (value: unknown): unknown => {
  if (!isNode(value) || value['nullable'] !== true || !Array.isArray(value['enum'])) return value;
  const values: readonly unknown[] = value['enum'];
  return values.includes(null) ? value : { ...value, enum: [...values, null] };
};
