import type { Browser } from 'playwright-core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

/** The package has Chromium for this platform only. */
export const hasChromium = process.platform === 'linux' && process.arch === 'x64';

const packed = (name: string): string =>
  fileURLToPath(new URL(`../bin/${name}`, import.meta.resolve('@sparticuz/chromium')));

/** The font of the package for all text, and those of the system for what it lacks. Without a font, Chromium crashes. */
const fontsConfiguration = (folder: string, cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${cache}</cachedir>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

interface Chromium {
  readonly browser: Browser;
  /** Ends the browser and deletes its files. */
  readonly close: () => Promise<void>;
}

/**
 * Chromium from the npm package, with the libraries and fonts that it brings, so that nothing must be installed. Its own
 * arguments are not used: they turn off the rules between origins, which are under test.
 */
export const startChromium = async (): Promise<Chromium> => {
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-chromium-'));
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = folder;
  const discard = async (): Promise<void> => {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const executablePath = await inflate(packed('chromium.br'));
    const libraries = join(await inflate(packed('al2023.tar.br')), 'lib');
    const fonts = join(folder, 'fonts.conf');
    await writeFile(fonts, fontsConfiguration(await inflate(packed('fonts.tar.br')), join(folder, 'cache')));
    const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts };
    // Root, the user of many CI systems, has no sandbox.
    const browser = await chromium.launch({ executablePath, env, args: ['--no-sandbox'] });
    return { browser, close: () => browser.close().finally(discard) };
  } catch (error) {
    await discard();
    throw error;
  }
};
