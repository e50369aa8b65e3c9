/** A lock that is older than this was left behind by a process that died: nobody holds one for so long. */
const staleMs = 10_000;
const tries = 400;
const betweenMs = 10;

/** Does something while no other process does it to the same file. */
export const withLock = async <A>(folder: string, path: string, work: () => Promise<A>): Promise<A> => {
  const { mkdir, open, rm, stat } = await import('node:fs/promises');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = `${path}.lock`;
  for (let i = 0; ; i += 1) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      break;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST' || i >= tries) throw cause;
      const age = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > staleMs) await rm(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, betweenMs));
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
};

/** Writes a file so that after a crash it is either as it was or as it is to be, and on the medium when this settles. */
export const writeSafely = async (path: string, text: string): Promise<void> => {
  const { open, rename } = await import('node:fs/promises');
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
};
