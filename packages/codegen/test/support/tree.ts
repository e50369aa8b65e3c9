import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { runCommandLine } from '../../src/command-line.js';
import type { Node } from '../../src/document/node.js';
import { applyOverlay } from '../../src/regenerate/overlay.js';
import { readOverlay } from '../../src/regenerate/overlay-file.js';
import { compiler } from './typecheck.js';

const origin = fileURLToPath(new URL('../../../..', import.meta.url));
const vendor = fileURLToPath(new URL('../fixtures/vendor', import.meta.url));

/** The result of a command. */
interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the parts of the repository that codegen reads and writes. */
export interface Tree {
  readonly root: string;
  readonly path: (name: string) => string;
  readonly read: (name: string) => Promise<string>;
  readonly write: (name: string, text: string) => Promise<void>;
  /** Runs a command of codegen in this process. */
  readonly run: (args: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<Outcome>;
  /** Runs the built command of codegen in a separate process, as npm does. */
  readonly spawn: (
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => Promise<Outcome>;
  /** Runs the compiler on a package of the copy. */
  readonly compile: (packageName: string, args: readonly string[]) => Promise<Outcome>;
  /** A hash of all files of openapi and of the bindings. */
  readonly fingerprint: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

const COPIED = [
  'openapi',
  'tsconfig.base.json',
  ...['codegen', 'bindings', 'core'].flatMap((name) =>
    ['package.json', 'node_modules', 'src', 'tsconfig.json', 'tsconfig.build.json'].map(
      (file) => `packages/${name}/${file}`,
    ),
  ),
  'packages/codegen/dist',
];

export const copyOfTheTree = async (): Promise<Tree> => {
  const root = await mkdtemp(path.join(tmpdir(), 'wxdi-codegen-'));
  const inside = (name: string): string => path.join(root, name);
  for (const name of COPIED)
    await cp(path.join(origin, name), inside(name), { recursive: true, verbatimSymlinks: true });
  await symlink(path.join(origin, 'node_modules'), inside('node_modules'));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(inside(name)), { recursive: true });
    await writeFile(inside(name), text);
  };
  return {
    root,
    path: inside,
    read: (name) => readFile(inside(name), 'utf8'),
    write,
    run: async (args, environment = {}) => {
      let stdout = '';
      let stderr = '';
      const code = await runCommandLine(args, {
        root,
        folder: root,
        environment,
        stdout: (text) => (stdout += text),
        stderr: (text) => (stderr += text),
      });
      return { code, stdout, stderr };
    },
    spawn: (args, environment = {}) =>
      outcome([inside('packages/codegen/dist/main.js'), ...args], inside('packages/codegen'), {
        INIT_CWD: root,
        ...environment,
      }),
    compile: (packageName, args) => {
      const folder = inside(`packages/${packageName}`);
      return outcome([compiler, ...args], folder, {});
    },
    fingerprint: async () => fingerprint([inside('openapi'), inside('packages/bindings/src')]),
    remove: () => rm(root, { recursive: true, force: true }),
  };
};

const outcome = (
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> =>
  new Promise((resolve) => {
    const { WXDI_DOCS_TOKEN: _, ...inherited } = process.env;
    execFile(
      process.execPath,
      args,
      { cwd, env: { ...inherited, ...environment } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    );
  });

const fingerprint = async (folders: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of (await readdir(folder)).sort())
      hash.update(name).update(await readFile(path.join(folder, name)));
  }
  return hash.digest('hex');
};

/** A small vendor document. */
export const service = async (): Promise<Node> =>
  parse(await readFile(path.join(vendor, 'service.yaml'), 'utf8')) as Node;

/** Its next version. */
export const nextService = async (): Promise<Node> => {
  const actions = readOverlay(
    await readFile(path.join(vendor, 'next.overlay.yaml'), 'utf8'),
    'next.overlay.yaml',
  );
  const { document, misfits } = await applyOverlay(await service(), actions);
  if (misfits.length > 0) throw new Error(JSON.stringify(misfits));
  return document;
};
