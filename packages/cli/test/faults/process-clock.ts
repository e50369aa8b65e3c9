import type { WorldClock } from '@wxdi/testkit';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serviceBegin } from '@wxdi/testkit';

/** The clock of processes that run with `clock.cjs`, and of the service that they call. */
export interface ProcessClock extends WorldClock {
  /** The file that Node must load before the built file. */
  readonly preload: string;
  readonly env: Readonly<Record<string, string>>;
  /** The waits that were skipped, in milliseconds. */
  readonly slept: () => readonly number[];
}

/** A clock that is kept in files of this folder, because several processes read it. */
export const processClock = (folder: string): ProcessClock => {
  const begin = performance.now();
  const path = (name: string): string => `${folder}/${name}`;
  const read = (name: string): number => Number(readFileSync(path(name), 'utf8'));
  const write = (name: string, ms: number): void => {
    writeFileSync(path(`${name}.set`), String(ms));
    renameSync(path(`${name}.set`), path(name));
  };
  write('later', 0);
  // The wall clocks of process and service are equal.
  write('wall', serviceBegin - Date.now());
  return {
    preload: fileURLToPath(new URL('clock.cjs', import.meta.url)),
    env: { WXDI_TEST_CLOCK: folder },
    monotonic: () => performance.now() - begin + read('later'),
    advance: (ms) => write('later', read('later') + ms),
    jump: (ms) => write('wall', read('wall') + ms),
    slept: () =>
      existsSync(path('slept')) ? readFileSync(path('slept'), 'utf8').trim().split('\n').map(Number) : [],
  };
};
