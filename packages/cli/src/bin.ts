import type * as Help from './process/help.js';
import type * as Keep from './process/keep.js';
import type * as Run from './process/run.js';
import { keptIn, placeFor } from './process/kept-code.js';
import { sectionsIn } from './process/sections.js';
import { writeNow } from './process/write-now.js';
import { mayBeQuick, versionText } from './quick-words.js';

const argv = process.argv.slice(2);

if (argv.length === 1 && argv[0] === '--version') writeNow(versionText);
else void start();

/** All but the version stands in sections of this file: help holds no command, and commands are loaded on demand. */
async function start(): Promise<void> {
  const place = placeFor(__filename, process.env);
  const kept = place === undefined ? () => undefined : keptIn(place);
  const sections = sectionsIn(__filename, kept);
  if (mayBeQuick(argv)) {
    const { help } = sections.load('help') as typeof Help;
    if (await help(argv)) return;
  }
  const { run } = sections.load('run') as typeof Run;
  const code = await run();
  if (place !== undefined && sections.anew()) {
    const { keep } = sections.load('keep') as typeof Keep;
    keep(place, sections, kept);
  }
  process.exit(code);
}
