import type { Session } from './session.js';
import { UsageError } from './errors.js';
import { visible } from './render/visible.js';

/** What a command does to jobs or runs, as a message says it: `nothing was deleted`. */
export type Done = 'deleted' | 'canceled' | 'changed' | 'applied';

/** Whether the user can confirm, or has confirmed with --yes. To be called before anything is read or sent. */
export const checkConfirmable = ({ globals, canPrompt }: Session, done: Done): void => {
  if (globals.yes === true || globals.dryRun === true || canPrompt) return;
  throw new UsageError(`no terminal to confirm on: add --yes. Nothing was ${done}.`);
};

/** Asks, unless --yes was given or nothing would be sent. */
export const confirm = async (session: Session, question: string, done: Done): Promise<void> => {
  if (!(await isConfirmed(session, question))) throw new UsageError(`not confirmed; nothing was ${done}`);
};

/** Whether the user confirms. Does not ask if --yes was given or nothing would be sent. */
export const isConfirmed = async ({ context, globals }: Session, question: string): Promise<boolean> => {
  if (globals.yes === true || globals.dryRun === true) return true;
  const answer = await context.stdin.ask(`${question} [y/N] `);
  return /^y(?:es)?$/i.test(answer.trim());
};

/** The most names in a question. */
const most = 5;

/** Names in a question: `A, B, C, D, E and 7 more`. */
export const namesOf = (names: readonly string[]): string => {
  const shown = names.slice(0, most).map(visible).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
};
