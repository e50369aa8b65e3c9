import { $, type TsDsl } from '@hey-api/openapi-ts';
import type ts from 'typescript';
import { all, any, at, member, type Expr } from '../ast.js';
import type { Member, Shape } from '../shape/shape.js';
import { checks, constrains, isArray, type Compound } from './checks.js';
import { isInherited } from './inherited.js';
import { destructure, localNames } from './locals.js';
import type { Scope, Value } from './scope.js';

type Body = readonly (TsDsl<ts.Statement> | ts.Statement)[];

const argument = (): Value => ({ e: $('u'), inside: false });
const isOwn = (e: Expr, key: Expr): Expr => $('Object').attr('hasOwn').call(e, key);
const isUndefined = (e: Expr): Expr => $.binary(e, '===', $('undefined'));
const unless = (...conditions: Expr[]) => $.if($.not(all(conditions))).do($.return($.literal(false)));

/** The statements of a guard for an array, a tuple or an object. */
export const compound = (scope: Scope, shape: Compound, name: string): Body => {
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

const object = (
  scope: Scope,
  { members, rest }: Compound & { readonly tag: 'object' },
  name: string,
): Body => {
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
  // `for … in` also visits inherited properties.
  const broken = all([isOwn($('u'), $('k')), $.not(all(conditions))]);
  const each = $.for($.const('k'), 'in', $('u'));
  return [
    unless(scope.isRecord($('u')), ...scope.levelCheck()),
    ...(conditions.length === 0 ? [] : [each.do($.if(broken).do($.return($.literal(false))))]),
    $.return($.literal(true)),
  ];
};
