import { nodeAt, type Tree } from '../command-line/definition.js';
import { command, type CommandDefinition } from './command.js';
import { parse } from '../command-line/parse.js';

/** Prints the help of any command. */
export const helpOf = (tree: () => Tree): CommandDefinition =>
  command({
    name: 'help',
    summary: 'Print help for a command',
    offline: true,
    examples: [['the same as wxdi job start --help', 'wxdi help job start']],
    args: [{ name: 'COMMAND', summary: 'name of a command, such as job start', many: true, optional: true }],
    run: async ({ context, style }, _flags, words) => {
      const isKnown = nodeAt(tree(), words).rest.length === 0;
      // Without --help, an unknown command is an error.
      const request = parse(isKnown ? [...words, '--help'] : words, tree(), () => style);
      if ('help' in request) await context.stdout.write(request.help);
    },
  });
