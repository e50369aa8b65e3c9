import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { globalOptions } from '../command-line/global-options.js';
import { globalFlagsHelp } from '../command-line/help.js';
import { nodeAt, type Tree } from '../command-line/definition.js';
import { command, type CommandDefinition } from './command.js';
import { parse } from '../command-line/parse.js';

/** Prints the help of any command. */
export const helpOf = (tree: () => Tree): CommandDefinition =>
  command({
    name: 'help',
    summary: 'Print help for a command',
    offline: true,
    details: ['`wxdi help flags` prints the flags that every command takes.'],
    examples: [
      ['the same as wxdi job start --help', 'wxdi help job start'],
      ['print the global flags', 'wxdi help flags'],
    ],
    args: [{ name: 'COMMAND', summary: 'name of a command, such as job start', many: true, optional: true }],
    run: async ({ context, style }, _flags, words) => {
      const { stdout } = context;
      const { columns } = stdout;
      if (words.join(' ') === 'flags') {
        const flags = globalOptions(new Command('wxdi')) as unknown as CommandUnknownOpts;
        return await stdout.write(globalFlagsHelp(flags, { columns, styleTitle: style.bold }));
      }
      const isKnown = nodeAt(tree(), words).rest.length === 0;
      // Without --help, an unknown command is an error.
      const request = parse(isKnown ? [...words, '--help'] : words, tree(), {
        columns,
        styleFor: () => style,
      });
      if ('help' in request) await stdout.write(request.help);
    },
  });
