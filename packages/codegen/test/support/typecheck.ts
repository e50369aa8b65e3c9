import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const base = fileURLToPath(new URL('../../../../tsconfig.base.json', import.meta.url));

/** What the compiler has to say, in its strictest mood, about all files of a folder. */
export const typecheck = (folder: string): readonly string[] => {
  const { config } = ts.readConfigFile(base, (file) => ts.sys.readFile(file)) as {
    readonly config: { compilerOptions: object };
  };
  const settings = {
    ...config,
    compilerOptions: { ...config.compilerOptions, noEmit: true },
    include: ['*.ts'],
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(settings, ts.sys, folder);
  const program = ts.createProgram(fileNames, options);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${file ? path.basename(file.fileName) : ''}: ${text.slice(0, 300)}`;
  });
};
