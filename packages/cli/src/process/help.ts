import { quickText } from '../quick.js';
import { isTerminal, writeNow } from './write-now.js';

/** Answers a command line that asks for help or the version; whether it did. */
export const help = async (argv: readonly string[]): Promise<boolean> => {
  const text = quickText(argv, process.env, isTerminal);
  if (text !== undefined) writeNow(text);
  return text !== undefined;
};
