import type { IR } from '@hey-api/openapi-ts';

/**
 * Brings the parsed document to the rules of this project before anything is written from it:
 *
 * - bodies are open: an object that is closed by the document is read as an open one;
 * - an answer without a body is `null`, whether it is a 202 (`unknown` to hey-api) or a 204 (`void`);
 * - names of members are not typed, because nothing checks them.
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
