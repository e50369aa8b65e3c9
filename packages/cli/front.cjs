#!/usr/bin/env node
if (process.argv.length === 3 && process.argv[2] === '--version') console.log('wxdi WXDI_VERSION');
else {
  const { XDG_CACHE_HOME, HOME } = process.env;
  const cache = `${XDG_CACHE_HOME || `${HOME}/.cache`}/wxdi/code`;
  try {
    const { mkdirSync, statSync } = require('node:fs');
    if (XDG_CACHE_HOME || HOME) mkdirSync(cache, { recursive: true, mode: 0o700 });
    const { mode, uid } = statSync(cache);
    // Code in a folder that others can write to is not run.
    if ((mode & 0o022) === 0 && uid === process.getuid()) require('node:module').enableCompileCache?.(cache);
  } catch {}
  require('./cli.cjs');
}
