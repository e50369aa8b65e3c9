import { execFileSync } from 'node:child_process';

/** Where a program of the system is, or `undefined`, which is said. */
export const toolNamed = (name: string): string | undefined => {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  } catch {
    console.warn(`not here: ${name}; what needs it is not proven`);
    return undefined;
  }
};

/** What a skipped group is called. */
export const titleOf = (name: string, path: string | undefined): string =>
  path === undefined ? `${name} (not here)` : name;
