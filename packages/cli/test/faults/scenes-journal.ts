import type { CliPlay } from './scene.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { argsOf } from './scene.js';

/** A start with a key, and a state folder that cannot be used as it should. */
const withState = (prepare: (state: string) => Promise<unknown>): CliPlay => ({
  act: async ({ wxdi, folder }, call) => {
    await prepare(`${folder}/state`);
    return wxdi([...argsOf(call), ...(call === 'start' ? ['--key', 'k'] : []), '-o', 'json']);
  },
});

/** The state folder is a file. */
export const withoutStateFolder: CliPlay = withState((state) => writeFile(state, ''));

/** The journal contains this file, which is a truncated entry. */
export const withHalfEntry = (name: string): CliPlay =>
  withState(async (state) => {
    await mkdir(`${state}/wxdi`, { recursive: true, mode: 0o700 });
    await writeFile(`${state}/wxdi/${name}`, '{"key":"k","sta', { mode: 0o600 });
  });
