import type { Run } from '../args/declaration.js';
import { nearest } from '../args/nearest.js';
import { scripts } from '../completion/scripts.js';
import { exitCode } from '../exit-code.js';
import { UsageError } from '../usage-error.js';

export const run: Run = async ({ lines }, _flags, [shell = '']) => {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined) {
    const known = Object.keys(scripts);
    const near = nearest(shell, known);
    throw new UsageError(
      `there is completion for ${known.join(', ')}, not for "${shell}"${near === undefined ? '' : `; did you mean ${near}?`}`,
      'wxdi completion --help',
    );
  }
  await lines.push(script.trimEnd());
  await lines.send();
  return exitCode.done;
};
