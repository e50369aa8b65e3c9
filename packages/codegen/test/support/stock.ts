import * as t from 'io-ts';

/** The constructor of codecs without guards. `t.recursion` does not work: it renames its argument, even `t.string`. */
export const stock = <A>(name: string, definition: () => t.Type<A>): t.Type<A> => {
  let built: t.Type<A> | undefined;
  const run = (): t.Type<A> => (built ??= definition());
  return new t.RecursiveType<t.Type<A>, A>(
    name,
    (u): u is A => run().is(u),
    (u, context) => run().validate(u, context),
    t.identity,
    run,
  );
};
