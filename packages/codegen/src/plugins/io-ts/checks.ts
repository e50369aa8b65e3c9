import { $ } from '@hey-api/openapi-ts';
import { all, any, type Expr } from '../ast.js';
import type { Shape } from '../shape/shape.js';
import type { Scope, Value } from './scope.js';

type ShapeOf<Tag extends Shape['tag']> = Shape & { readonly tag: Tag };

/** A shape that takes more than an expression to check. */
export type Compound = ShapeOf<'array' | 'tuple' | 'object'>;

export const isCompound = (shape: Shape): shape is Compound =>
  (shape.tag === 'array' && shape.item.tag !== 'unknown') ||
  shape.tag === 'tuple' ||
  (shape.tag === 'object' && (shape.members.length > 0 || constrains(shape.rest)));

/** True if additional properties must have a type. */
export const constrains = (rest: Shape | undefined): rest is Shape =>
  rest !== undefined && rest.tag !== 'unknown';

export const isArray = (e: Expr): Expr => $('Array').attr('isArray').call(e);

/** The conditions on a value, in order; empty if any value is valid. */
export const checks = (scope: Scope, value: Value, shape: Shape, name: string): readonly Expr[] => {
  const { e } = value;
  switch (shape.tag) {
    case 'unknown':
      return [];
    case 'never':
      return [$.literal(false)];
    case 'undefined':
      return [$.binary(e, '===', $('undefined'))];
    case 'null':
      return [$.binary(e, '===', $.literal(null))];
    case 'string':
    case 'number':
    case 'boolean':
      return [$.binary($.typeofExpr(e), '===', $.literal(shape.tag))];
    case 'integer':
      return [$('Number').attr('isInteger').call(e)];
    case 'literal':
      return [$.binary(e, '===', $.literal(shape.value))];
    case 'ref':
      return [scope.callGuard(shape.ref, value)];
    case 'intersection':
      return shape.items.flatMap((item, i) => checks(scope, value, item, `${name}_${i}`));
    case 'union': {
      const ways = shape.items.map((item, i) => checks(scope, value, item, `${name}_${i}`));
      return ways.some((way) => way.length === 0) ? [] : [any(ways.map(all))];
    }
    case 'array':
    case 'tuple':
      return isCompound(shape) ? [scope.callPart(value, shape, name)] : [isArray(e)];
    case 'object':
      return isCompound(shape) ? [scope.callPart(value, shape, name)] : [scope.isRecord(e)];
  }
};
