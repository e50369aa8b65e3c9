const dayMs = 86_400_000;
/** How long a key is kept after its last step. */
const keptMs = 90 * dayMs;

/**
 * Deletes entries that are older than 90 days, at most once a day. The last step of a key is deleted first: if the
 * cleanup is interrupted, the remaining steps claim less than was known, never more.
 */
export const tidy = async (folder: string, now: number): Promise<void> => {
  const { readdir, rm, stat, utimes, writeFile } = await import('node:fs/promises');
  const ageOf = async (name: string): Promise<number> => now - (await stat(`${folder}/${name}`)).mtimeMs;
  if ((await ageOf('tidied').catch(() => Infinity)) < dayMs) return;
  // Recreated, so that a symbolic link with this name does not overwrite its target.
  await rm(`${folder}/tidied`, { force: true });
  await writeFile(`${folder}/tidied`, '', { mode: 0o600, flag: 'wx' });
  await utimes(`${folder}/tidied`, now / 1_000, now / 1_000);

  for (const steps of stepsByKey(await readdir(folder))) {
    // Files that another process has just deleted, or that cannot be read, are skipped.
    const ages = await Promise.all(steps.map(({ name }) => ageOf(name).catch(() => 0)));
    if (Math.min(...ages) < keptMs) continue;
    for (const { name } of steps.toSorted((a, b) => b.step - a.step))
      await rm(`${folder}/${name}`, { force: true });
  }
};

interface Step {
  readonly name: string;
  readonly step: number;
}

/** Files are named `start-KEY.json`, `start-KEY~2.json` and so on; leftovers of killed processes end in `.tmp`. */
const stepsByKey = (names: readonly string[]): Iterable<readonly Step[]> => {
  const found = new Map<string, Step[]>();
  for (const name of names) {
    const [, key, step = '1', left] = /^start-([^~]+?)(?:~(\d+))?\.json(\..*\.tmp)?$/.exec(name) ?? [];
    if (key === undefined) continue;
    const group = left === undefined ? key : name;
    found.set(group, [...(found.get(group) ?? []), { name, step: Number(step) }]);
  }
  return found.values();
};
