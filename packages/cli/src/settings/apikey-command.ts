import type { Context } from '../context.js';
import { UsageError } from '../usage-error.js';

/**
 * The API key that a command of a profile prints, such as `pass show ibm/apikey`. The command may ask the person: its
 * stdin and stderr are ours.
 */
export const apiKeyOf = async (context: Pick<Context, 'execute'>, command: string): Promise<string> => {
  const { code, stdout } = await context.execute(command);
  if (code !== 0) throw new UsageError(`apikey_command failed with ${code ?? 'a signal'}`, 'wxdi doctor');
  const key = stdout.trim();
  if (key === '') throw new UsageError('apikey_command printed nothing', 'wxdi doctor');
  if (/\s/.test(key)) throw new UsageError('apikey_command printed more than one word', 'wxdi doctor');
  return key;
};
