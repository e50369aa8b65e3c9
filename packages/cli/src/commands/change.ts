import type { Session } from '../session.js';
import { hinting, isUnsent, type Hints } from '../errors.js';
import type { Progress } from '../output/document.js';
import { printOne } from '../output/print.js';
import type { View } from '../render/views.js';

/** Reports on a signal, or at the time limit, that the change in progress may take effect: its request may still arrive. */
export const inProgress = ({ interrupts, say, dryRun }: Session, maybe: string, look: string): void => {
  if (dryRun !== undefined) return;
  interrupts.onFirst(
    (by) => {
      if (by === 'timeout') return;
      say.last(`interrupted: ${maybe}`);
      say.last(`  to find out:  ${look}`);
    },
    (error) => (isUnsent(error) ? {} : { rest: `; ${maybe}`, hint: look }),
  );
};

interface Change<Row> {
  readonly sent: Promise<Row>;
  /** What is reported if the response does not arrive. */
  readonly maybe: string;
  /** The command that shows whether the change was made. */
  readonly look: string;
  readonly hints?: Hints;
  /** What is reported if the result cannot be printed. */
  readonly done: (after: Row) => Progress;
}

/** Waits for a change of a job or run, and prints the job or run as it is then. */
export const printChanged = async <Row>(
  session: Session,
  view: View<Row>,
  { sent, maybe, look, hints, done }: Change<Row>,
): Promise<Row> => {
  inProgress(session, maybe, look);
  const after = await hinting(sent, { OutcomeUnknown: look, ...hints });
  session.remember({ look, ...done(after) });
  await printOne(session, view, after);
  return after;
};
