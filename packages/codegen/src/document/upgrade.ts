import { upgrade } from '@scalar/openapi-upgrader';
import { withoutExamples } from './examples.js';
import type { Node } from './node.js';
import { nullable, withoutNullable } from './nullable.js';
import { localise } from './references.js';
import { mapSchemas } from './schemas.js';
import { requireForms, withOwnParameters } from './swagger.js';

/**
 * Converts Swagger 2.0 and OpenAPI 3.0 to 3.1, the version that the rest of codegen expects. Drops their examples. All
 * references lead to components, because paths are selected and moved afterwards.
 */
export const toOpenApi31 = (document: Node): Node => {
  const version = String(document['openapi'] ?? document['swagger']);
  if (!/^(2(\.0)?|3\.[01](\.|$))/.test(version) || /^2\.[1-9]/.test(version)) {
    throw new Error(`OpenAPI ${version} is not supported; use OpenAPI 3.0 or 3.1, or Swagger 2.0`);
  }
  if (version.startsWith('3.1')) return localise(structuredClone(document));
  const bare = withoutExamples(document) as Node;
  const three = version.startsWith('2') ? fromSwagger(bare) : bare;
  const upgraded = upgrade(mapSchemas(three, { after: nullable }), '3.1');
  return localise(mapSchemas(upgraded, { after: withoutNullable }));
};

const fromSwagger = (document: Node): Node => {
  const swagger = withOwnParameters({ ...document, swagger: '2.0' });
  return requireForms(swagger, upgrade(structuredClone(swagger), '3.0'));
};
