import ts from 'typescript';

// Names that guards use. Imported names start with `is` or are in capitals.
const taken: ReadonlySet<string> = new Set(['u', 'depth', 'undefined', 'arguments', 'eval']);

const isFree = (name: string): boolean =>
  /^[a-z][A-Za-z0-9_]*$/.test(name) &&
  !/^is[A-Z]/.test(name) &&
  !taken.has(name) &&
  ts.identifierToKeywordKind(ts.factory.createIdentifier(name)) === undefined;

/** A local variable for each property: its own name if that is a valid identifier. */
export const localNames = (members: readonly string[]): ReadonlyMap<string, string> => {
  const own = new Set(members.filter(isFree));
  const locals = new Map<string, string>();
  let count = 0;
  const fresh = (): string => {
    const name = `v${count++}`;
    return own.has(name) ? fresh() : name;
  };
  for (const name of members) locals.set(name, own.has(name) ? name : fresh());
  return locals;
};

/** `const { name, 'other-name': v0 } = u;` reads each member once. */
export const destructure = (locals: ReadonlyMap<string, string>): ts.Statement => {
  const elements = [...locals].map(([name, local]) =>
    ts.factory.createBindingElement(
      undefined,
      name === local ? undefined : ts.factory.createStringLiteral(name, true),
      local,
    ),
  );
  const pattern = ts.factory.createObjectBindingPattern(elements);
  const u = ts.factory.createIdentifier('u');
  const declaration = ts.factory.createVariableDeclaration(pattern, undefined, undefined, u);
  return ts.factory.createVariableStatement(
    undefined,
    ts.factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const),
  );
};
