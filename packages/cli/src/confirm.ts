import type { Session } from './session.js';
import { UsageError } from './errors.js';
import { visible } from './render/visible.js';

/** What a command does to jobs or runs, as a message says it: `nothing was deleted`. */
export type Done = 'deleted' | 'canceled' | 'changed';

/** Whether the user can confirm, or has confirmed with --yes. To be called before anything is read or sent. */
export const checkConfirmable = ({ globals, canPrompt }: Session, done: Done): void => {
  if (globals.yes === true || globals.dryRun === true || canPrompt) return;
  throw new UsageError(`no terminal to confirm on: add --yes. Nothing was ${done}.`);
};

/** Asks, unless --yes was given or nothing would be sent. */
export const confirm = async ({ context, globals }: Session, question: string, done: Done): Promise<void> => {
  if (globals.yes === true || globals.dryRun === true) return;
  const answer = await context.stdin.ask(`${question} [y/N] `);
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new UsageError(`not confirmed; nothing was ${done}`);
};

/** The most names in a question. */
const most = 5;

/** Names in a question: `A, B, C, D, E and 7 more`. */
export const namesOf = (names: readonly string[]): string => {
  const shown = names.slice(0, most).map(visible).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
};
