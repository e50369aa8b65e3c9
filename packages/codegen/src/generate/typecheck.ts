import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { complaintsOf } from './complaints.js';
import type { Files } from './generate.js';
import { inTemporaryFolder } from './temporary.js';
import { handWritten } from './write.js';

/**
 * The errors in generated files that are not written yet, by schema or operation. Compiles them in a temporary folder beside their own,
 * together with the hand-written files and by the compiler of that package.
 */
export const typecheck = async (root: string, folder: string, files: Files): Promise<readonly string[]> => {
  const target = path.join(root, folder);
  return inTemporaryFolder(path.dirname(target), async (beside) => {
    for (const name of await handWritten(target))
      await copyFile(path.join(target, name), path.join(beside, name));
    for (const [name, text] of files)
      if (path.dirname(name) === folder) await writeFile(path.join(beside, path.basename(name)), text);
    const settings = {
      extends: '../tsconfig.json',
      compilerOptions: { noEmit: true, types: [] },
      include: ['*.ts'],
    };
    await writeFile(path.join(beside, 'tsconfig.json'), JSON.stringify(settings));
    return complaintsOf(await compile(beside), files);
  });
};

/** What the compiler prints, one line for each error. */
const compile = async (folder: string): Promise<readonly string[]> => {
  const compiler = path.join(
    path.dirname(createRequire(path.join(folder, 'x.js')).resolve('typescript/package.json')),
    'bin/tsc',
  );
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, [compiler, '--pretty', 'false'], { cwd: folder }, (error, stdout, stderr) =>
      resolve(stdout + stderr || (error?.message ?? '')),
    );
  });
  return printed
    .replaceAll(/\n\s+/g, ' ')
    .split('\n')
    .filter((line) => line !== '');
};
