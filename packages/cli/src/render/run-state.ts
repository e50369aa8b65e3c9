import type { Style } from './style.js';

type Tint = keyof Style | 'none';

/** A sign and a colour for each state: the sign tells states apart where there is no colour. */
const looks: Readonly<Record<string, readonly [sign: string, tint: Tint]>> = {
  Queued: ['○', 'dim'],
  Starting: ['◔', 'blue'],
  Running: ['●', 'blue'],
  Paused: ['‖', 'yellow'],
  Resuming: ['◑', 'blue'],
  Canceling: ['◌', 'yellow'],
  Canceled: ['⊘', 'yellow'],
  Failed: ['✗', 'red'],
  Completed: ['✓', 'green'],
  CompletedWithErrors: ['✘', 'red'],
  CompletedWithWarnings: ['⚠', 'yellow'],
};

/** The colour of a state; none for one that this version does not know. */
export const tintOf = (state: string): keyof Style | undefined => {
  const tint = Object.hasOwn(looks, state) ? looks[state]?.[1] : undefined;
  return tint === 'none' ? undefined : tint;
};

/** A state for a person. One that this version does not know is marked, and shown as it came. */
export const showState = (state: string, style: Style): string => {
  const [sign, tint] = (Object.hasOwn(looks, state) ? looks[state] : undefined) ?? ['?', 'none'];
  const text = `${sign} ${state}`;
  return tint === 'none' ? text : style[tint](text);
};
