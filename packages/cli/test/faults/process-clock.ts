import type { WorldClock } from '@wxdi/testkit';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serviceBegin } from '@wxdi/testkit';

/** The clock of processes that were started with `clock.cjs`, and of the service that they call. */
export interface ProcessClock extends WorldClock {
  /** Arguments for Node, before the file that it runs. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Waits that were skipped, in milliseconds, as they were asked for. */
  readonly slept: () => readonly number[];
}

/** A clock whose hands are files in this folder, since more than one process looks at it. */
export const processClock = (folder: string): ProcessClock => {
  const begin = performance.now();
  const path = (name: string): string => `${folder}/${name}`;
  const read = (name: string): number => Number(readFileSync(path(name), 'utf8'));
  const write = (name: string, ms: number): void => {
    writeFileSync(path(`${name}.set`), String(ms));
    renameSync(path(`${name}.set`), path(name));
  };
  write('later', 0);
  // The clocks of the process and of the service go alike.
  write('wall', serviceBegin - Date.now());
  return {
    args: ['--require', fileURLToPath(new URL('clock.cjs', import.meta.url))],
    env: { WXDI_TEST_CLOCK: folder },
    monotonic: () => performance.now() - begin + read('later'),
    advance: (ms) => write('later', read('later') + ms),
    jump: (ms) => write('wall', read('wall') + ms),
    slept: () =>
      existsSync(path('slept')) ? readFileSync(path('slept'), 'utf8').trim().split('\n').map(Number) : [],
  };
};
