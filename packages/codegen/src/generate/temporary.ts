import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';

const folders = new Set<string>();

const remove = (folder: string): void => {
  folders.delete(folder);
  rmSync(folder, { force: true, recursive: true });
};

/** Removes all folders, then ends the process as the signal would have. */
const interrupted = (signal: NodeJS.Signals): void => {
  for (const folder of folders) remove(folder);
  process.kill(process.pid, signal);
};

let isWatching = false;

const watch = (): void => {
  if (!isWatching)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupted);
  isWatching = true;
};

/** Calls `use` with a new folder inside `parent`, and removes the folder afterwards, also if the process is interrupted. */
export const inTemporaryFolder = async <A>(
  parent: string,
  use: (folder: string) => Promise<A>,
): Promise<A> => {
  watch();
  const folder = await mkdtemp(path.join(parent, '.generated-'));
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    remove(folder);
  }
};
