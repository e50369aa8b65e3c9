import * as t from 'io-ts';

/**
 * What generated codecs are made of. A codec is a guard, which is straight-line code and answers for nearly every
 * document, and the stock io-ts codec, which is built at the first failure and tells what is wrong.
 *
 * The law that binds the two: `guard(u)` equals `stock().is(u)` for every JSON value of at most `MAX_DEPTH` levels.
 */

/** Levels of nesting to which a recursive schema is decoded; stock io-ts overflows the stack at about 2,000. */
export const MAX_DEPTH = 200;

/** A codec that answers success from the guard, with the very value it was given, and failure from stock io-ts. */
export const codec = <A>(name: string, guard: (u: unknown) => boolean, stock: () => t.Type<A>): t.Type<A> =>
  make(name, guard, () => false, stock);

/** As `codec`, for a schema that contains itself: a document that is too deep is refused before stock io-ts sees it. */
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

// A RecursiveType because that is what it is to io-ts: a name for a definition that is evaluated when needed. So
// definitions may stand in any order, nothing is built at start-up, and unions still find the tags of their members.
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

/** True for what io-ts calls a record: an object that is neither null nor an array. */
export const isRecord = (u: unknown): u is Record<string, unknown> =>
  typeof u === 'object' && u !== null && !Array.isArray(u);

const refine = <A>(name: string, is: (u: unknown) => u is A): t.Type<A> =>
  new t.Type(name, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c)), t.identity);

/** `type: integer`. A float with no fraction, such as 94.0, is the integer 94 in JSON and here. */
export const integer: t.Type<number> = /*#__PURE__*/ refine('integer', (u): u is number =>
  Number.isInteger(u),
);

/** A required member of any type. Stock `t.unknown` is of two minds about a missing member: `is` says no, `decode` yes. */
export const present: t.Type<unknown> = /*#__PURE__*/ refine('unknown', (u): u is unknown => u !== undefined);

/** A list of exactly these items. Stock `t.tuple` is of two minds about a longer list: `is` says no, `decode` cuts it. */
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
 * A required member whose name every object inherits, such as `constructor`: only an own one counts. Stock `t.type`
 * would read the inherited one.
 */
export const ownMember = <K extends string, A>(name: K, member: t.Type<A>): t.Type<Record<K, A>> =>
  refine(
    `{ ${name}: ${member.name} }`,
    (u): u is Record<K, A> => isRecord(u) && Object.hasOwn(u, name) && member.is(u[name]),
  );

/** As `ownMember`, for a member that may be missing. */
export const ownOptional = <K extends string, A>(name: K, member: t.Type<A>): t.Type<Partial<Record<K, A>>> =>
  refine(
    `{ ${name}?: ${member.name} }`,
    (u): u is Partial<Record<K, A>> => isRecord(u) && (!Object.hasOwn(u, name) || member.is(u[name])),
  );
