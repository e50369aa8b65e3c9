import type { Context } from '../context.js';
import { UsageError } from '../usage-error.js';

/**
 * The API key that a command of a profile prints, such as `pass show ibm/apikey`. The command may ask the person: its
 * stdin and stderr are ours. Messages name the place where the command is written, and never the command.
 */
export const apiKeyOf = async (
  context: Pick<Context, 'execute'>,
  command: string,
  place: string,
): Promise<string> => {
  const refuse = (why: string): UsageError =>
    new UsageError(`${place} ${why}`, 'run that command by hand: it must print the key alone, and exit 0');
  const { code, stdout } = await context.execute(command);
  if (code !== 0)
    throw refuse(`failed with ${code ?? 'a signal'}${code === 127 ? ' (no such command)' : ''}`);
  const key = stdout.trim();
  if (key === '') throw refuse('printed nothing');
  if (/\s/.test(key)) throw refuse('printed more than one word');
  return key;
};
