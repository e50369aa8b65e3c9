import { declare } from '../args/declaration.js';

export const demo = declare({
  path: ['demo'],
  brief: 'The whole life of a job, against an embedded simulator',
  details: ['Needs no account and no network. Each step is checked; exit 0 only if all did what they say.'],
  offline: true,
  examples: [{ does: 'ten seconds', line: 'wxdi demo' }],
  args: [],
  flags: {},
});

export const version = declare({
  path: ['version'],
  brief: 'Show the version',
  offline: true,
  examples: [],
  args: [],
  flags: {},
});

export const help = declare({
  path: ['help'],
  brief: 'Show help for a command',
  offline: true,
  examples: [{ does: 'the same as wxdi job start --help', line: 'wxdi help job start' }],
  args: [{ name: 'COMMAND', brief: 'words of a command', many: true, optional: true }],
  flags: {},
});
