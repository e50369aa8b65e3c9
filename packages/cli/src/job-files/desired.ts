import type { DesiredJob, JobDocument } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { fileText, parseDocument } from '../input/document.js';

/** The flags that give values to `${var.NAME}`. */
export interface VariableFlags {
  /** `--var k=v`, or `k:=json`. */
  readonly vars?: readonly string[] | undefined;
  /** Files of `--var-file`; a later one wins. `--var` wins over all. */
  readonly varFiles?: readonly string[] | undefined;
}

/** The job files of a command. */
interface JobFiles extends VariableFlags {
  readonly files: readonly string[];
}

type World = Pick<Session, 'context' | 'secrets'>;

/** The job files in a folder; a path that is no folder is a file. */
const filesAt = async (context: Session['context'], path: string): Promise<readonly string[]> => {
  if (path === '-') return [path];
  const names = await context.listFolder(`${path}/`).catch((): readonly string[] => []);
  const files = names.filter((name) => /\.(?:ya?ml|json)$/.test(name));
  return files.length === 0 ? [path] : files.map((name) => `${path}/${name}`);
};

/** The jobs that files describe: one document in each file. */
export const desiredJobs = async (
  { context }: World,
  { files }: JobFiles,
): Promise<readonly DesiredJob[]> => {
  const found: DesiredJob[] = [];
  for (const path of (await Promise.all(files.map((each) => filesAt(context, each)))).flat()) {
    const value = await parseDocument('--file', path, await fileText(context, path));
    for (const document of [value].flat()) found.push({ document: document as JobDocument });
  }
  return found;
};

/** Documents that were written to a plan, with the values that their references have now. */
export const resolvedAgain = async (
  _session: World,
  written: readonly { readonly document: JobDocument; readonly label: string }[],
  _flags: VariableFlags,
): Promise<readonly DesiredJob[]> => written.map(({ document }) => ({ document }));
