import { execFileSync } from 'node:child_process';

/** The path of a program, or `undefined` and a warning if it is not installed. */
export const toolNamed = (name: string): string | undefined => {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  } catch {
    console.warn(`not here: ${name}; its proofs are skipped`);
    return undefined;
  }
};

/** The title of a group, which states whether it is skipped. */
export const titleOf = (name: string, path: string | undefined): string =>
  path === undefined ? `${name} (not here)` : name;
