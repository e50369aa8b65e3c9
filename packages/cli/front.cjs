#!/usr/bin/env node
if (process.argv.length === 3 && process.argv[2] === '--version') console.log('wxdi WXDI_VERSION');
else {
  const { XDG_CACHE_HOME, HOME } = process.env;
  const cache = XDG_CACHE_HOME || (HOME && `${HOME}/.cache`);
  if (cache) require('node:module').enableCompileCache?.(`${cache}/wxdi/code`);
  require('./cli.cjs');
}
