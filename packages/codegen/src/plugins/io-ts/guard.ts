import { $ } from '@hey-api/openapi-ts';
import { all } from '../ast.js';
import type { Shape } from '../shape/shape.js';
import { compound } from './bodies.js';
import { checks, isCompound } from './checks.js';
import type { Scope } from './scope.js';

/**
 * Writes a guard: a boolean function of straight-line checks without allocations. Every nested object, array and record
 * gets a guard of its own, named after its path.
 */
export const writeGuard = (
  scope: Scope,
  symbol: Parameters<typeof $.func>[0],
  shape: Shape,
  name: string,
): void => {
  const conditions = isCompound(shape) ? undefined : checks(scope, { e: $('u'), inside: false }, shape, name);
  scope.emit(
    $.func(symbol as string)
      .decl()
      .param(conditions?.length === 0 ? '_u' : 'u', (p) => p.type('unknown'))
      .$if(scope.recursive, (f) => f.param('depth', (p) => p.type('number')))
      .returns('boolean')
      .do(...(isCompound(shape) ? compound(scope, shape, name) : [$.return(all(conditions ?? []))])),
  );
};
