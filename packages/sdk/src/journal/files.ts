/**
 * Creates a file; false if it exists already, and then nothing is written. Exactly one of several processes gets true,
 * even if others are killed: no lock can be left behind. Readers never see a partial file, and the file is on disk when
 * the promise resolves.
 */
export const createSafely = async (folder: string, name: string, text: string): Promise<boolean> => {
  const { link, mkdir, open, rm } = await import('node:fs/promises');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${folder}/${name}.${crypto.randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // Unlike rename, link never replaces a file of another process.
    await link(temporary, `${folder}/${name}`);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
  return true;
};

/** A new name is on disk once its folder is synced; not every system can open a folder. */
const syncFolder = async (folder: string): Promise<void> => {
  const { open } = await import('node:fs/promises');
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};
