import ts from 'typescript';

/** A module and the names it exports. */
export interface Module {
  readonly specifier: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** The names that a source text exports, in order. `export *` is ignored: this repository does not use it. */
export const exportsOf = (specifier: string, text: string): Module => {
  const values: string[] = [];
  const types: string[] = [];
  for (const statement of ts.createSourceFile('module.ts', text, ts.ScriptTarget.ESNext).statements) {
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    ) {
      for (const element of statement.exportClause.elements) {
        (statement.isTypeOnly || element.isTypeOnly ? types : values).push(element.name.text);
      }
    } else if (isExported(statement)) {
      if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement))
        types.push(statement.name.text);
      if (ts.isFunctionDeclaration(statement) && statement.name) values.push(statement.name.text);
      if (ts.isVariableStatement(statement)) {
        for (const { name } of statement.declarationList.declarations)
          if (ts.isIdentifier(name)) values.push(name.text);
      }
    }
  }
  return { specifier, values, types };
};

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** The source of `index.gen.ts`: exports every name of these modules. A duplicate name gets a number. */
export const indexFile = (modules: readonly Module[]): string => {
  const taken = new Set<string>();
  const name = (own: string, count = 1): string => {
    const wanted = count === 1 ? own : `${own}${count}`;
    if (taken.has(wanted)) return name(own, count + 1);
    taken.add(wanted);
    return wanted === own ? own : `${own} as ${wanted}`;
  };
  const list = (names: readonly string[]): string => names.map((own) => name(own)).join(', ');
  return modules
    .flatMap(({ specifier, values, types }) => [
      ...(values.length > 0 ? [`export { ${list(values)} } from '${specifier}';`] : []),
      ...(types.length > 0 ? [`export type { ${list(types)} } from '${specifier}';`] : []),
    ])
    .join('\n');
};
