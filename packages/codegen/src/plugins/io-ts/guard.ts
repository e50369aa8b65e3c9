import { $ } from '@hey-api/openapi-ts';
import { all, any, at, member, type Expr } from '../ast.js';
import type { Member, Shape } from '../shape.js';
import { isInherited } from './inherited.js';
import type { Scope } from './scope.js';

/** A value under test: how to write it, and whether it is the argument `u` of the guard or stands inside it. */
export interface Value {
  readonly e: Expr;
  readonly inside: boolean;
}

type ObjectShape = Shape & { readonly tag: 'object' };
type Statement = ReturnType<typeof $.if | typeof $.return | typeof $.for>;

const argument = (): Value => ({ e: $('u'), inside: false });
const isArray = (e: Expr): Expr => $('Array').attr('isArray').call(e);
const isOwn = (e: Expr, key: Expr): Expr => $('Object').attr('hasOwn').call(e, key);
const isUndefined = (e: Expr): Expr => $.binary(e, '===', $('undefined'));
const constrains = (rest: Shape | undefined): rest is Shape => rest !== undefined && rest.tag !== 'unknown';

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
  const conditions = isLoop(shape) ? [] : checks(scope, argument(), shape, name, true);
  const body = isLoop(shape) ? loop(scope, shape, name) : [$.return(all(conditions))];
  const asksNothing = !isLoop(shape) && conditions.length === 0;
  scope.emit(
    $.func(symbol as string)
      .decl()
      .param(asksNothing ? '_u' : 'u', (p) => p.type('unknown'))
      .$if(scope.recursive, (f) => f.param('depth', (p) => p.type('number')))
      .returns('boolean')
      .do(...body),
  );
};

/** The conditions on a value, in order; none when anything will do. `inline`: the parts of an object go right here. */
const checks = (scope: Scope, value: Value, shape: Shape, name: string, inline = false): readonly Expr[] => {
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
      return shape.items.flatMap((item, i) => checks(scope, value, item, `${name}_${i}`, inline));
    case 'union': {
      const ways = shape.items.map((item, i) => checks(scope, value, item, `${name}_${i}`));
      return ways.some((way) => way.length === 0) ? [] : [any(ways.map(all))];
    }
    case 'array':
      return shape.item.tag === 'unknown' ? [isArray(e)] : [scope.callPart(value, shape, name)];
    case 'tuple':
      return inline ? tuple(scope, shape.items, name) : [scope.callPart(value, shape, name)];
    case 'object':
      if (shape.members.length === 0 && !constrains(shape.rest)) return [scope.isRecord(e)];
      return inline && shape.members.length > 0
        ? object(scope, shape, name)
        : [scope.callPart(value, shape, name)];
  }
};

const tuple = (scope: Scope, items: readonly Shape[], name: string): readonly Expr[] => {
  const u = $('u');
  return [
    isArray(u),
    ...scope.levelCheck(),
    $.binary(u.attr('length'), '===', $.literal(items.length)),
    ...items.flatMap((item, i) => checks(scope, { e: at(u, i), inside: true }, item, `${name}_${i}`)),
  ];
};

const object = (scope: Scope, { members, rest }: ObjectShape, name: string): readonly Expr[] => [
  scope.isRecord($('u')),
  ...scope.levelCheck(),
  ...members.flatMap((m) => memberChecks(scope, m, `${name}_${m.name}`)),
  ...(constrains(rest)
    ? [scope.callPart(argument(), { tag: 'object', members: [], rest }, `${name}_rest`)]
    : []),
];

const memberChecks = (scope: Scope, { name, required, shape }: Member, path: string): readonly Expr[] => {
  const u = $('u');
  const e = member(u, name);
  const ask = checks(scope, { e, inside: true }, shape, path);
  if (isInherited(name)) {
    const own = isOwn(u, $.literal(name));
    return required ? [own, ...ask] : ask.length === 0 ? [] : [any([$.not(own), all(ask)])];
  }
  if (!required) return ask.length === 0 ? [] : [any([isUndefined(e), all(ask)])];
  return scope.acceptsUndefined(shape) ? [$.binary(e, '!==', $('undefined')), ...ask] : ask;
};

type LoopShape = (Shape & { readonly tag: 'array' }) | (ObjectShape & { readonly rest: Shape });

/** Lists and records are the two forms that need a loop. */
const isLoop = (shape: Shape): shape is LoopShape =>
  shape.tag === 'array' || (shape.tag === 'object' && shape.members.length === 0 && constrains(shape.rest));

const loop = (scope: Scope, shape: LoopShape, name: string): readonly Statement[] => {
  const u = $('u');
  const refuse = $.return($.literal(false));
  const [isKind, key, item, each] =
    shape.tag === 'array'
      ? ([
          isArray(u),
          $('i'),
          shape.item,
          $.for($.let('i').assign($.literal(0)), below(u), $.inc($('i'))),
        ] as const)
      : ([scope.isRecord(u), $('k'), shape.rest, $.for($.const('k'), 'in', $('u'))] as const);
  const conditions = checks(scope, { e: at(u, key), inside: true }, item, `${name}_item`);
  const broken = $.not(all(conditions));
  // `for … in` also visits inherited members, should an object have a prototype of its own.
  const isBroken = shape.tag === 'array' ? broken : all([isOwn(u, key), broken]);
  return [
    $.if($.not(all([isKind, ...scope.levelCheck()]))).do(refuse),
    ...(conditions.length === 0 ? [] : [each.do($.if(isBroken).do(refuse))]),
    $.return($.literal(true)),
  ];
};

const below = (list: ReturnType<typeof $.expr>): Expr => $('i').lt(list.attr('length'));
