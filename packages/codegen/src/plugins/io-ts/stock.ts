import { $ } from '@hey-api/openapi-ts';
import { record, type Expr } from '../ast.js';
import type { Member, Shape } from '../shape/shape.js';
import { isInherited } from './inherited.js';
import type { Scope } from './scope.js';

/** Writes the stock io-ts codec of a shape: it reports the errors. */
export const stock = (scope: Scope, shape: Shape, name?: string): Expr => {
  const { t } = scope.imports;
  const named = name === undefined ? [] : [$.literal(name)];
  switch (shape.tag) {
    case 'unknown':
    case 'never':
    case 'undefined':
    case 'null':
    case 'string':
    case 'number':
    case 'boolean':
      return $(t).attr(shape.tag);
    case 'integer':
      return $(scope.imports.integer);
    case 'literal':
      return $(t)
        .attr('literal')
        .call($.literal(shape.value), ...named);
    case 'ref':
      return scope.codec(shape.ref);
    case 'array':
      return $(t)
        .attr('array')
        .call(stock(scope, shape.item), ...named);
    case 'tuple':
      return $(scope.imports.tuple).call(...shape.items.map((item) => stock(scope, item)));
    case 'union':
      return $(t)
        .attr('union')
        .call($.array(...shape.items.map((item) => stock(scope, item))), ...named);
    case 'intersection':
      return intersection(
        scope,
        shape.items.map((item) => stock(scope, item)),
        name,
      );
    case 'object':
      return object(scope, shape, name);
  }
};

const object = (scope: Scope, shape: Shape & { tag: 'object' }, name: string | undefined): Expr => {
  const { t } = scope.imports;
  const plain = shape.members.filter((member) => !isInherited(member.name));
  const entries = (members: readonly Member[]) =>
    record(members.map((member) => [member.name, memberCodec(scope, member)] as const));
  const required = plain.filter((member) => member.required);
  const optional = plain.filter((member) => !member.required);
  const parts: ((named: readonly Expr[]) => Expr)[] = [];
  if (required.length > 0)
    parts.push((named) =>
      $(t)
        .attr('type')
        .call(entries(required), ...named),
    );
  if (optional.length > 0)
    parts.push((named) =>
      $(t)
        .attr('partial')
        .call(entries(optional), ...named),
    );
  for (const member of shape.members.filter((m) => isInherited(m.name))) {
    const own = member.required ? scope.imports.ownMember : scope.imports.ownOptional;
    parts.push(() => $(own).call($.literal(member.name), stock(scope, member.shape)));
  }
  const { rest } = shape;
  if (rest && rest.tag !== 'unknown') {
    parts.push((named) =>
      $(t)
        .attr('record')
        .call($(t).attr('string'), stock(scope, rest), ...named),
    );
  } else if (rest || parts.length === 0) {
    parts.push(() => $(t).attr('UnknownRecord'));
  }
  const named = name === undefined ? [] : [$.literal(name)];
  const [first] = parts;
  return parts.length === 1 && first
    ? first(named)
    : intersection(
        scope,
        parts.map((part) => part([])),
        name,
      );
};

// If a property may be undefined, stock t.type accepts a missing one in decode, but not in is.
const memberCodec = (scope: Scope, member: Member): Expr => {
  if (!member.required || !scope.acceptsUndefined(member.shape)) return stock(scope, member.shape);
  return member.shape.tag === 'unknown'
    ? $(scope.imports.present)
    : intersection(scope, [$(scope.imports.present), stock(scope, member.shape)], undefined);
};

/** io-ts has types for intersections of two to five codecs: longer ones are nested. */
const intersection = (scope: Scope, items: readonly Expr[], name: string | undefined): Expr => {
  const named = name === undefined ? [] : [$.literal(name)];
  const call = (members: readonly Expr[]) =>
    $(scope.imports.t)
      .attr('intersection')
      .call($.array(...members), ...named);
  if (items.length <= 5) return call(items);
  return call([...items.slice(0, 4), intersection(scope, items.slice(4), undefined)]);
};
