import { buildDiscriminatedUnion } from '@hey-api/shared';
import type { IR } from '@hey-api/openapi-ts';
import { literal } from './literal.js';
import { intersection, union, type Resolve, type Shape } from './shape.js';

/** A union with a discriminator: each part is intersected with its discriminator values. */
export const discriminated = (
  schema: IR.SchemaObject,
  schemas: readonly IR.SchemaObject[],
  resolve: Resolve,
): Shape | undefined => {
  const data = buildDiscriminatedUnion({ parentSchema: schema, resolveIrRef: resolve, schemas });
  if (!data) return undefined;
  const refs = [...new Set(data.members.map((member) => member.ref))];
  return union(
    refs.map((ref) => {
      const values = data.members.filter((member) => member.ref === ref);
      const tag = union(values.map((member) => literal(member.discriminatedValue)));
      const members = [{ name: data.discriminatorKey, required: true, shape: tag }];
      return intersection([
        { tag: 'object', members },
        { tag: 'ref', ref },
      ]);
    }),
  );
};
