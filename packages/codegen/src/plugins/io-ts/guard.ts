import { $, type TsDsl } from '@hey-api/openapi-ts';
import type ts from 'typescript';
import { all, any, at, member, type Expr } from '../ast.js';
import type { Member, Shape } from '../shape.js';
import { isInherited } from './inherited.js';
import { destructure, localNames } from './locals.js';
import type { Scope } from './scope.js';

/** A value under test: how to write it, and whether it is the argument `u` of the guard or stands inside it. */
export interface Value {
  readonly e: Expr;
  readonly inside: boolean;
}

type ShapeOf<Tag extends Shape['tag']> = Shape & { readonly tag: Tag };
type Body = readonly (TsDsl<ts.Statement> | ts.Statement)[];

const argument = (): Value => ({ e: $('u'), inside: false });
const isArray = (e: Expr): Expr => $('Array').attr('isArray').call(e);
const isOwn = (e: Expr, key: Expr): Expr => $('Object').attr('hasOwn').call(e, key);
const isUndefined = (e: Expr): Expr => $.binary(e, '===', $('undefined'));
const constrains = (rest: Shape | undefined): rest is Shape => rest !== undefined && rest.tag !== 'unknown';
const unless = (...conditions: Expr[]) => $.if($.not(all(conditions))).do($.return($.literal(false)));

/**
 * Writes a guard: a boolean function that allocates nothing and is a straight line of checks. Every object, list and
 * record inside the schema gets a guard of its own, named after its place.
 */
export const writeGuard = (
  scope: Scope,
  symbol: Parameters<typeof $.func>[0],
  shape: Shape,
  name: string,
): void => {
  const conditions = isCompound(shape) ? undefined : checks(scope, argument(), shape, name);
  scope.emit(
    $.func(symbol as string)
      .decl()
      .param(conditions?.length === 0 ? '_u' : 'u', (p) => p.type('unknown'))
      .$if(scope.recursive, (f) => f.param('depth', (p) => p.type('number')))
      .returns('boolean')
      .do(...(isCompound(shape) ? compound(scope, shape, name) : [$.return(all(conditions ?? []))])),
  );
};

/** The conditions on a value, in order; none when anything will do. */
const checks = (scope: Scope, value: Value, shape: Shape, name: string): readonly Expr[] => {
  const { e } = value;
  switch (shape.tag) {
    case 'unknown':
      return [];
    case 'never':
      return [$.literal(false)];
    case 'undefined':
      return [isUndefined(e)];
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

type Compound = ShapeOf<'array' | 'tuple' | 'object'>;

/** True for what needs more than an expression to check. */
const isCompound = (shape: Shape): shape is Compound =>
  (shape.tag === 'array' && shape.item.tag !== 'unknown') ||
  shape.tag === 'tuple' ||
  (shape.tag === 'object' && (shape.members.length > 0 || constrains(shape.rest)));

const compound = (scope: Scope, shape: Compound, name: string): Body => {
  switch (shape.tag) {
    case 'array':
      return list(scope, shape.item, name);
    case 'tuple':
      return tuple(scope, shape.items, name);
    case 'object':
      return shape.members.length > 0 || !shape.rest
        ? object(scope, shape, name)
        : entries(scope, shape.rest, name);
  }
};

const object = (scope: Scope, { members, rest }: ShapeOf<'object'>, name: string): Body => {
  const locals = localNames(members.map((m) => m.name).filter((n) => !isInherited(n)));
  const asked = members.map((m) => {
    const local = locals.get(m.name);
    const e = local === undefined ? member($('u'), m.name) : $(local);
    return [m.name, memberChecks(scope, m, e, `${name}_${m.name}`)] as const;
  });
  const read = new Map(
    asked.flatMap(([n, ask]) => {
      const local = ask.length > 0 ? locals.get(n) : undefined;
      return local === undefined ? [] : [[n, local] as const];
    }),
  );
  const conditions = asked.flatMap(([, ask]) => ask);
  if (constrains(rest)) {
    conditions.push(scope.callPart(argument(), { tag: 'object', members: [], rest }, `${name}_rest`));
  }
  return [
    unless(scope.isRecord($('u')), ...scope.levelCheck()),
    ...(read.size > 0 ? [destructure(read)] : []),
    $.return(all(conditions)),
  ];
};

const memberChecks = (
  scope: Scope,
  { name, required, shape }: Member,
  e: Expr,
  path: string,
): readonly Expr[] => {
  const ask = checks(scope, { e, inside: true }, shape, path);
  if (isInherited(name)) {
    const own = isOwn($('u'), $.literal(name));
    return required ? [own, ...ask] : ask.length === 0 ? [] : [any([$.not(own), all(ask)])];
  }
  if (!required) return ask.length === 0 ? [] : [any([isUndefined(e), all(ask)])];
  return scope.acceptsUndefined(shape) ? [$.binary(e, '!==', $('undefined')), ...ask] : ask;
};

const tuple = (scope: Scope, items: readonly Shape[], name: string): Body => {
  const length = $.binary($('u').attr('length'), '===', $.literal(items.length));
  const conditions = items.flatMap((item, i) =>
    checks(scope, { e: at($('u'), i), inside: true }, item, `${name}_${i}`),
  );
  return [$.return(all([isArray($('u')), ...scope.levelCheck(), length, ...conditions]))];
};

const list = (scope: Scope, item: Shape, name: string): Body => {
  const conditions = checks(scope, { e: at($('u'), $('i')), inside: true }, item, `${name}_item`);
  const each = $.for($.let('i').assign($.literal(0)), $('i').lt($('u').attr('length')), $.inc($('i')));
  return [
    unless(isArray($('u')), ...scope.levelCheck()),
    ...(conditions.length === 0 ? [] : [each.do(unless(...conditions))]),
    $.return($.literal(true)),
  ];
};

const entries = (scope: Scope, value: Shape, name: string): Body => {
  const conditions = checks(scope, { e: at($('u'), $('k')), inside: true }, value, `${name}_value`);
  // `for … in` also visits inherited members, should an object have a prototype of its own.
  const broken = all([isOwn($('u'), $('k')), $.not(all(conditions))]);
  const each = $.for($.const('k'), 'in', $('u'));
  return [
    unless(scope.isRecord($('u')), ...scope.levelCheck()),
    ...(conditions.length === 0 ? [] : [each.do($.if(broken).do($.return($.literal(false))))]),
    $.return($.literal(true)),
  ];
};
