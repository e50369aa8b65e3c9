import type { Browser } from 'playwright-core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { vi } from 'vitest';

/** The package has Chromium for this platform only. */
export const hasChromium = process.platform === 'linux' && process.arch === 'x64';

const packed = (name: string): string =>
  fileURLToPath(new URL(`../bin/${name}`, import.meta.resolve('@sparticuz/chromium')));

interface Chromium {
  readonly browser: Browser;
  /** Ends the browser and deletes its files. */
  readonly close: () => Promise<void>;
}

/**
 * Chromium from the npm package, with the libraries that it brings, so that nothing must be installed. Its own
 * arguments are not used: they turn off the rules between origins, which are under test.
 */
export const startChromium = async (): Promise<Chromium> => {
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-chromium-'));
  vi.stubEnv('TMPDIR', folder);
  const discard = async (): Promise<void> => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const executablePath = await inflate(packed('chromium.br'));
    const libraries = join(await inflate(packed('al2023.tar.br')), 'lib');
    const env = { ...process.env, LD_LIBRARY_PATH: libraries };
    // Root, the user of many CI systems, has no sandbox.
    const browser = await chromium.launch({ executablePath, env, args: ['--no-sandbox'] });
    return { browser, close: () => browser.close().finally(discard) };
  } catch (error) {
    await discard();
    throw error;
  }
};
