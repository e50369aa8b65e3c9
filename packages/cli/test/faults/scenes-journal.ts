import type { CliPlay } from './scene.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { argsOf } from './scene.js';

/** A start with a key, and a state folder that is not in order. */
const withState = (prepare: (state: string) => Promise<unknown>): CliPlay => ({
  act: async ({ wxdi, folder }, call) => {
    await prepare(`${folder}/state`);
    return wxdi([...argsOf(call), ...(call === 'start' ? ['--key', 'k'] : []), '-o', 'json']);
  },
});

/** A file is in the place of the folder. */
export const withoutStateFolder: CliPlay = withState((state) => writeFile(state, ''));

/** The journal contains this file, which holds half an entry. */
export const withHalfEntry = (name: string): CliPlay =>
  withState(async (state) => {
    await mkdir(`${state}/wxdi`, { recursive: true, mode: 0o700 });
    await writeFile(`${state}/wxdi/${name}`, '{"key":"k","sta', { mode: 0o600 });
  });
