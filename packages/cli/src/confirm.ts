import type { Session } from './session.js';
import { UsageError } from './errors.js';

/** Whether the user can confirm, or has confirmed with --yes. To be called before anything is read or sent. */
export const checkConfirmable = ({ globals, canPrompt }: Session): void => {
  if (globals.yes === true || globals.dryRun === true || canPrompt) return;
  throw new UsageError('no terminal to confirm on: add --yes. Nothing was deleted.');
};

/** Asks, unless --yes was given or nothing would be sent. */
export const confirm = async ({ context, globals }: Session, question: string): Promise<void> => {
  if (globals.yes === true || globals.dryRun === true) return;
  const answer = await context.stdin.ask(`${question} [y/N] `);
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new UsageError('not confirmed; nothing was deleted');
};
