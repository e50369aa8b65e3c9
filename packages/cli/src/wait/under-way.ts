import type { Session } from '../session.js';

/** Has a signal say that a change that is under way may have been made: its request may arrive all the same. */
export const underWay = ({ interrupts, say, dryRun }: Session, what: string, look: string): void => {
  if (dryRun !== undefined) return;
  interrupts.onFirst(() => {
    say.last(`interrupted: ${what}`);
    say.last(`  to find out:  ${look}`);
  });
};
