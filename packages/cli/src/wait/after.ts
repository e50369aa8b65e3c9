import type { JobRun } from '@wxdi/sdk';
import type { Session } from '../session.js';

const failed = (state: string): boolean => state === 'Failed' || state === 'CompletedWithErrors';

/** After a wait for a failed run, how to see why: also without a terminal, where the output is read later. */
export const sayWhy = ({ say }: Session, { state }: JobRun, words: string): void => {
  if (failed(state)) say.hint(`wxdi run logs ${words} --level error`);
};

/** The same, and how to see the log of any other run. */
export const sayLog = (session: Session, run: JobRun, words: string): void => {
  if (failed(run.state)) sayWhy(session, run, words);
  else session.say.next('its log', `wxdi run logs ${words}`);
};
