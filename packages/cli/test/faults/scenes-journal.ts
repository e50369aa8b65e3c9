import type { CliScene } from '@wxdi/testkit';
import type { CliPlay } from './scene.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { typed } from './scene.js';

const key = 'k';

/** A start with a key, where the folder for what processes leave behind is not as it should be. */
const spoilt = (spoil: (state: string) => Promise<unknown>): CliPlay => ({
  act: async ({ wxdi, folder }, call) => {
    await spoil(`${folder}/state`);
    return wxdi([...typed(call), ...(call === 'start' ? ['--key', key] : []), '-o', 'json']);
  },
});

/** A file is there, and holds half an entry. */
const half = (name: string): CliPlay =>
  spoilt(async (state) => {
    await mkdir(`${state}/wxdi`, { recursive: true, mode: 0o700 });
    await writeFile(`${state}/wxdi/${name}`, '{"key":"k","sta', { mode: 0o600 });
  });

export const journal = {
  'no folder for the journal': spoilt((state) => writeFile(state, '')),
  'damaged journal': half(`start-${key}.json`),
  'leftovers of a dead process': half(`start-${key}.json.1.tmp`),
} satisfies Partial<Record<CliScene, CliPlay>>;
