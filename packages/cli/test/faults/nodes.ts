import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isFullProof } from '@wxdi/testkit';

/** The Node of this major version, if it is installed in the workspace. */
export const node = (major: number): readonly string[] => {
  const name = `node-${major}-linux-${process.arch}`;
  const path = fileURLToPath(new URL(`../../../../node_modules/${name}/bin/node`, import.meta.url));
  return existsSync(path) ? [path] : [];
};

/** The Node versions that play the table: that of the tests; in a full proof also the older supported ones. */
export const nodes: readonly (readonly [prefix: string, path: string])[] = [
  ['', process.execPath] as const,
  ...(isFullProof() ? [20, 22] : []).flatMap((major) =>
    node(major).map((path) => [`on Node ${major}: `, path] as const),
  ),
];
