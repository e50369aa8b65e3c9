import * as t from 'io-ts';

/**
 * The runtime of generated codecs. A codec consists of a guard and a stock io-ts codec. The guard is straight-line code
 * and accepts valid documents. The stock codec is built at the first failure and reports the errors.
 *
 * Law: `guard(u)` equals `stock().is(u)` for every JSON value of at most `MAX_DEPTH` levels.
 */

/** Maximum nesting depth of a recursive schema. Stock io-ts overflows the stack at about 2,000 levels. */
export const MAX_DEPTH = 200;

/** A codec that returns the given value itself if the guard accepts it, and the errors of the stock codec otherwise. */
export const codec = <A>(name: string, guard: (u: unknown) => boolean, stock: () => t.Type<A>): t.Type<A> =>
  make(name, guard, () => false, stock);

/** Like `codec`, for a recursive schema: a document that is too deep is rejected without calling stock io-ts. */
export const recursiveCodec = <A>(
  name: string,
  guard: (u: unknown, depth: number) => boolean,
  stock: () => t.Type<A>,
): t.Type<A> =>
  make(
    name,
    (u) => guard(u, 0),
    (u) => isDeeperThan(u, MAX_DEPTH),
    stock,
  );

// A RecursiveType is a name for a definition that is evaluated on demand: definitions can be in any order, nothing is
// built at start-up, and unions still find the tags of their members.
const make = <A>(
  name: string,
  guard: (u: unknown) => boolean,
  isTooDeep: (u: unknown) => boolean,
  stock: () => t.Type<A>,
): t.Type<A> => {
  let built: t.Type<A> | undefined;
  const definition = (): t.Type<A> => (built ??= stock());
  const is = (u: unknown): u is A => guard(u);
  const validate: t.Validate<unknown, A> = (u, context) =>
    is(u)
      ? t.success(u)
      : isTooDeep(u)
        ? t.failure(u, context, `deeper than ${MAX_DEPTH} levels`)
        : definition().validate(u, context);
  return new t.RecursiveType<t.Type<A>, A>(name, is, validate, t.identity, definition);
};

const isDeeperThan = (u: unknown, levels: number): boolean => {
  if (typeof u !== 'object' || u === null) return false;
  if (levels === 0) return true;
  for (const value of Object.values(u)) if (isDeeperThan(value, levels - 1)) return true;
  return false;
};

/** True for a record in the sense of io-ts: an object that is neither null nor an array. */
export const isRecord = (u: unknown): u is Record<string, unknown> =>
  typeof u === 'object' && u !== null && !Array.isArray(u);

const refine = <A>(name: string, is: (u: unknown) => u is A): t.Type<A> =>
  new t.Type(name, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c)), t.identity);

/** `type: integer`. A number without a fraction, such as 94.0, is an integer in JSON. */
export const integer: t.Type<number> = /*#__PURE__*/ refine('integer', (u): u is number =>
  Number.isInteger(u),
);

/** A required property of any type. With stock `t.unknown`, `is` rejects a missing property and `decode` accepts it. */
export const present: t.Type<unknown> = /*#__PURE__*/ refine('unknown', (u): u is unknown => u !== undefined);

/** An array of exactly these items. With stock `t.tuple`, `is` rejects a longer array and `decode` truncates it. */
export const tuple = <C extends [] | [t.Mixed, ...t.Mixed[]]>(
  ...items: C
): t.Type<{ [K in keyof C]: t.TypeOf<C[K]> }> => {
  type A = { [K in keyof C]: t.TypeOf<C[K]> };
  const stock = t.tuple(items as t.Mixed[] as [t.Mixed]) as t.Mixed as t.Type<A>;
  const validate: t.Validate<unknown, A> = (u, context) =>
    Array.isArray(u) && u.length > items.length
      ? t.failure(u, context, `a list of ${items.length} items`)
      : stock.validate(u, context);
  return new t.TupleType(stock.name, stock.is, validate, t.identity, items as t.Mixed[] as [t.Mixed]);
};

/**
 * A required property whose name every object inherits, such as `constructor`: only an own property counts. Stock
 * `t.type` would read the inherited one.
 */
export const ownMember = <K extends string, A>(name: K, member: t.Type<A>): t.Type<Record<K, A>> =>
  refine(
    `{ ${name}: ${member.name} }`,
    (u): u is Record<K, A> => isRecord(u) && Object.hasOwn(u, name) && member.is(u[name]),
  );

/** Like `ownMember`, for an optional property. */
export const ownOptional = <K extends string, A>(name: K, member: t.Type<A>): t.Type<Partial<Record<K, A>>> =>
  refine(
    `{ ${name}?: ${member.name} }`,
    (u): u is Partial<Record<K, A>> => isRecord(u) && (!Object.hasOwn(u, name) || member.is(u[name])),
  );
