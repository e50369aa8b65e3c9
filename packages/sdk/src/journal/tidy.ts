const dayMs = 86_400_000;
/** For how long a key is remembered after its last step. */
const keptMs = 90 * dayMs;

/**
 * Takes away what was written down more than 90 days ago, at most once a day, so that a folder does not grow for ever.
 * The last step of a key goes first: cut off on the way, what is left says less than was known, and never more.
 */
export const tidy = async (folder: string, now: number): Promise<void> => {
  const { readdir, rm, stat, utimes, writeFile } = await import('node:fs/promises');
  const ageOf = async (name: string): Promise<number> => now - (await stat(`${folder}/${name}`)).mtimeMs;
  if ((await ageOf('tidied').catch(() => Infinity)) < dayMs) return;
  // Made anew, so that a link of that name costs nobody the file that it leads to.
  await rm(`${folder}/tidied`, { force: true });
  await writeFile(`${folder}/tidied`, '', { mode: 0o600, flag: 'wx' });
  await utimes(`${folder}/tidied`, now / 1_000, now / 1_000);

  for (const steps of stepsByKey(await readdir(folder))) {
    // What another process has just taken away, or cannot be looked at, is none of ours.
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

/** Files are called `start-KEY.json`, then `start-KEY~2.json` and so on; what dead processes left ends in `.tmp`. */
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
