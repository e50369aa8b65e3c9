import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/** What a source file of core mentions. Read from the file itself, so that no list has to be maintained. */
export interface Mentions {
  readonly file: string;
  /** Names of generated types and values. */
  readonly bindings: ReadonlySet<string>;
  /** Every identifier and string literal, without comments. */
  readonly words: ReadonlySet<string>;
}

const FOLDER = 'packages/core/src';

/** Reads what each file of core mentions. */
export const mentionsOfCore = async (root: string): Promise<readonly Mentions[]> => {
  const folder = path.join(root, FOLDER);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(
    names.map(async (name) =>
      mentionsIn(
        `${FOLDER}/${name.split(path.sep).join('/')}`,
        await readFile(path.join(folder, name), 'utf8'),
      ),
    ),
  );
};

export const mentionsIn = (file: string, text: string): Mentions => {
  const bindings = new Set<string>();
  const words = new Set<string>();
  const namespaces = new Set<string>();
  const visit = (node: ts.Node): void => {
    // A re-export is no use of the name.
    if (ts.isExportDeclaration(node)) return;
    if (ts.isImportDeclaration(node)) {
      if ((node.moduleSpecifier as ts.StringLiteral).text !== '@wxdi/bindings') return;
      const named = node.importClause?.namedBindings;
      if (named && ts.isNamespaceImport(named)) namespaces.add(named.name.text);
      else named?.elements.forEach(({ name, propertyName }) => bindings.add((propertyName ?? name).text));
      return;
    }
    if (ts.isQualifiedName(node) && ts.isIdentifier(node.left) && namespaces.has(node.left.text))
      bindings.add(node.right.text);
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) words.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext));
  return { file, bindings, words };
};
