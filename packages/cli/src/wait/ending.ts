import type { JobRun } from '@wxdi/sdk';
import type { Session } from '../session.js';

/** After a wait, how to see why a run went wrong: also off a terminal, where somebody reads it later. */
export const sayWhy = ({ say }: Session, { state }: JobRun, words: string): void => {
  if (wentWrong(state)) say.hint(`wxdi run logs ${words} --level error`);
};

/** The same, and where the log of any other run is. */
export const sayLog = (session: Session, run: JobRun, words: string): void => {
  if (wentWrong(run.state)) sayWhy(session, run, words);
  else session.say.next('its log', `wxdi run logs ${words}`);
};

const wentWrong = (state: string): boolean => state === 'Failed' || state === 'CompletedWithErrors';
