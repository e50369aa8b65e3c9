import type { Session } from '../session.js';

/** Reports on a signal that the change in progress may take effect: its request may still arrive. */
export const inProgress = ({ interrupts, say, dryRun }: Session, what: string, look: string): void => {
  if (dryRun !== undefined) return;
  interrupts.onFirst(() => {
    say.last(`interrupted: ${what}`);
    say.last(`  to find out:  ${look}`);
  });
};
