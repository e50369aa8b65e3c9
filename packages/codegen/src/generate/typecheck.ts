import path from 'node:path';
import ts from 'typescript';
import type { Files } from './generate.js';

/** What the compiler says of generated files that are not written yet, as if they were in their folder. */
export const typecheck = (root: string, folder: string, files: Files): readonly string[] => {
  const texts = new Map([...files].map(([name, text]) => [path.join(root, name), text]));
  const settings = path.join(root, folder, '../tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    (ts.readConfigFile(settings, (name) => ts.sys.readFile(name)) as { readonly config: object }).config,
    ts.sys,
    path.dirname(settings),
  );
  const host = ts.createCompilerHost(options);
  host.fileExists = (name) => texts.has(path.normalize(name)) || ts.sys.fileExists(name);
  host.readFile = (name) => texts.get(path.normalize(name)) ?? ts.sys.readFile(name);
  host.getSourceFile = (name, language) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, language);
  };
  const program = ts.createProgram(
    [...texts.keys()].filter((name) => name.endsWith('.ts')),
    { ...options, noEmit: true, types: [] },
    host,
  );
  return ts.getPreEmitDiagnostics(program).map(complaint(root));
};

const complaint =
  (root: string) =>
  ({ file, start, messageText }: ts.Diagnostic): string => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (!file || start === undefined) return text;
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return `${path.relative(root, file.fileName)}(${line + 1},${character + 1}): ${text}`;
  };
