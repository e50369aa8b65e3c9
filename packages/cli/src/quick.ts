import { parse } from './args/parse.js';
import { tree } from './commands.js';
import { helpFor } from './help/help.js';
import { styleFor } from './render/style.js';
import { mayBeQuick, versionText } from './quick-words.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The text for a command line that asks for nothing but text: the version, or help. These start without the code of
 * any command; `undefined` means that there is more to do.
 */
export const quickText = (
  argv: readonly string[],
  env: Env,
  isTerminal: () => boolean,
): string | undefined => {
  if (!mayBeQuick(argv)) return undefined;
  const { globals, path, command, problem } = parse(argv, tree);
  if (globals.version) return versionText;
  if (!globals.help && (command !== undefined || problem !== undefined || path.length > 0)) return undefined;
  return helpFor(path, styleFor({ choice: globals.color, isTerminal: isTerminal(), env }));
};
