import type { IR } from '@hey-api/openapi-ts';

/**
 * Applies the rules of this project to the parsed document before code is generated:
 *
 * - objects are open, even if the document closes them;
 * - a response without a body is `null`, for a 202 (`unknown` in hey-api) as for a 204 (`void`);
 * - property names are not typed, because the codecs do not check them.
 */
export const openBodies = (ir: IR.Model): void => {
  for (const path of Object.values(ir.paths ?? {})) {
    for (const operation of Object.values(path as Record<string, IR.OperationObject>)) {
      for (const response of Object.values(operation.responses ?? {})) {
        if (response && response.mediaType === undefined)
          response.schema = { ...docs(response.schema), type: 'null' };
      }
    }
  }
  open(ir, new Set());
};

const docs = ({ description }: IR.SchemaObject) => (description === undefined ? {} : { description });

const open = (node: unknown, seen: Set<unknown>): void => {
  if (typeof node !== 'object' || node === null || seen.has(node)) return;
  seen.add(node);
  const schema = node as IR.SchemaObject;
  if (schema.type === 'object') {
    delete schema.propertyNames;
    if (isClosed(schema.additionalProperties)) {
      delete schema.additionalProperties;
      if (isBare(schema)) schema.additionalProperties = { type: 'unknown' };
    }
  }
  for (const child of Object.values(node)) open(child, seen);
};

const isClosed = (extra: IR.SchemaObject['additionalProperties']): boolean =>
  extra === false || (extra !== undefined && extra.type === 'never');

const isBare = (schema: IR.SchemaObject): boolean =>
  Object.keys(schema.properties ?? {}).length + Object.keys(schema.patternProperties ?? {}).length === 0;
