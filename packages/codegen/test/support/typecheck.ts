import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const from = (relative: string): string => fileURLToPath(new URL(`../../../../${relative}`, import.meta.url));

/** The compiler that the packages are built with: several times faster than the one that codegen uses as a library. */
export const compiler = from('packages/bindings/node_modules/typescript/bin/tsc');

/** The errors that the compiler reports for all files of a folder, with the strict options of this repository. */
export const typecheck = async (folder: string): Promise<readonly string[]> => {
  const config = path.join(folder, 'tsconfig.json');
  const options = { noEmit: true };
  await writeFile(
    config,
    JSON.stringify({ extends: from('tsconfig.base.json'), compilerOptions: options, include: ['*.ts'] }),
  );
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [compiler, '-p', config, '--pretty', 'false'],
      { cwd: folder },
      (_, stdout, stderr) => resolve(stdout + stderr),
    );
  });
  return output.split('\n').filter((line) => line !== '');
};
