#!/usr/bin/env node
const { mkdirSync, statSync, writeSync } = require('node:fs');
const start = () => {
  const { XDG_CACHE_HOME, HOME } = process.env;
  const cache = `${XDG_CACHE_HOME || `${HOME}/.cache`}/wxdi/code`;
  try {
    if (XDG_CACHE_HOME || HOME) mkdirSync(cache, { recursive: true, mode: 0o700 });
    const { mode, uid } = statSync(cache); // Code in a folder that others can write to is not run.
    if ((mode & 0o022) === 0 && uid === process.getuid()) require('node:module').enableCompileCache?.(cache);
  } catch {}
  require('./cli.cjs');
};
const isVersion = process.argv.length === 3 && process.argv[2] === '--version';
try { if (isVersion) writeSync(1, 'wxdi WXDI_VERSION\n'); } catch { start(); } // It reports why.
if (!isVersion) start();
