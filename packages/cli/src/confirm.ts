import type { Session } from './session.js';
import { UsageError } from './usage-error.js';

/** Whether somebody can be asked, or has answered already: to be called before anything is read or sent. */
export const checkConfirmable = ({ globals, asks }: Session, verb: string): void => {
  if (!globals.yes && !globals['dry-run'] && !asks) {
    throw new UsageError(`${verb} needs --yes where nobody can be asked; nothing was deleted`, 'add --yes');
  }
};

/** Asks, unless --yes has answered or nothing would be sent. */
export const confirm = async ({ context, globals }: Session, question: string): Promise<void> => {
  if (globals.yes || globals['dry-run']) return;
  const answer = await context.stdin.ask(`${question} [y/N] `);
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new UsageError('not confirmed; nothing was deleted');
};
