import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './generate.js';

/** Hashes of the inputs and outputs of a generation: `openapi/lock.json`. */
export interface Lock {
  readonly generator: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, string>>;
  /** The configuration of `regenerate`. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** The vendor's document that the source was made from, if any. */
  readonly regenerated?: Regenerated | undefined;
}

export interface Regenerated {
  readonly title: string;
  readonly sha256: string;
}

interface Parts extends Pick<Lock, 'regenerated'> {
  readonly sources: Files;
  readonly configuration: Files;
  readonly outputs: Files;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
const sorted = <A>(entries: readonly (readonly [string, A])[]): Readonly<Record<string, A>> =>
  Object.fromEntries([...entries].sort(byName));

/** The lock of a generation. File names are relative to the root. */
export const lockOf = async ({ sources, configuration, outputs, regenerated }: Parts): Promise<Lock> => ({
  generator: {
    '@hey-api/openapi-ts': versionOf('@hey-api/openapi-ts'),
    prettier: versionOf('prettier'),
    'packages/codegen/src': await ownHash(),
  },
  sources: hashes(sources),
  configuration: hashes(configuration),
  outputs: hashes(outputs),
  regenerated,
});

const hashes = (files: Files): Readonly<Record<string, string>> =>
  sorted([...files].map(([name, text]) => [name, sha256(text)]));

export const readLock = (text: string): Partial<Lock> => JSON.parse(text) as Partial<Lock>;

export const printLock = (lock: Lock): string => `${JSON.stringify(lock, null, 2)}\n`;

const versionOf = (name: string): string => {
  const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string };
  return version;
};

// The generator is configured in code, so the hash covers its sources.
const ownHash = async (): Promise<string> => {
  const source = fileURLToPath(new URL('../../src', import.meta.url));
  const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const hash = createHash('sha256');
  for (const name of names) {
    hash.update(`${name.split(path.sep).join('/')}\0`).update(await readFile(path.join(source, name)));
  }
  return hash.digest('hex');
};
