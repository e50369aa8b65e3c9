import { version } from './version.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The text for a command line that asks for nothing but text: the version, or help. These start without the code of
 * any command; `undefined` means that there is more to do.
 */
export const quickText = async (
  argv: readonly string[],
  env: Env,
  isTerminal: () => boolean,
): Promise<string | undefined> => {
  if (argv.length === 1 && argv[0] === '--version') return versionText;
  if (argv.length > 0 && !argv.some((word) => /^(?:--help|--version|-[a-z]*h[a-z]*)$/.test(word)))
    return undefined;
  const { parse } = await import('./args/parse.js');
  const { tree } = await import('./commands.js');
  const { globals, path, command, problem } = parse(argv, tree);
  if (globals.version) return versionText;
  if (!globals.help && (command !== undefined || problem !== undefined || path.length > 0)) return undefined;
  const { helpFor } = await import('./help/help.js');
  const { styleFor } = await import('./render/style.js');
  return helpFor(path, styleFor({ choice: globals.color, isTerminal: isTerminal(), env }));
};

const versionText = `wxdi ${version}\n`;
