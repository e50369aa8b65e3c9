/**
 * Makes a file that must not be there yet; false if it is, and then nothing is written. Of several processes one gets
 * true, whoever dies on the way: there is no lock that could be left behind. The file is whole from the first moment
 * on, and on the medium when this settles.
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
    // Unlike a rename, a link never replaces what another process has put there.
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

/** A name is on the medium once its folder is; not every system lets a folder be opened. */
const syncFolder = async (folder: string): Promise<void> => {
  const { open } = await import('node:fs/promises');
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};
