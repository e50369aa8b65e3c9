import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isFullProof } from '@wxdi/testkit';

/** A Node of the workspace, where this machine has one. */
const node = (major: number): readonly string[] => {
  const name = `node-${major}-linux-${process.arch}`;
  const path = fileURLToPath(new URL(`../../../../node_modules/${name}/bin/node`, import.meta.url));
  return existsSync(path) ? [path] : [];
};

/** On which Nodes the table is played: the one of the tests, and in a full proof the older ones that are supported. */
export const nodes: readonly (readonly [name: string, path: string])[] = [
  ['', process.execPath] as const,
  ...(isFullProof() ? [20, 22] : []).flatMap((major) =>
    node(major).map((path) => [`on Node ${major}: `, path] as const),
  ),
];
