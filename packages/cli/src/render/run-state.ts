import type { Style } from './style.js';

type Tint = keyof Style | 'none';

/** A sign and a color for each state. */
const signs: Readonly<Record<string, readonly [sign: string, tint: Tint]>> = {
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

/** The color of a state; none for an unknown state. */
export const tintOf = (state: string): keyof Style | undefined => {
  const tint = Object.hasOwn(signs, state) ? signs[state]?.[1] : undefined;
  return tint === 'none' ? undefined : tint;
};

/** A state for a person. An unknown state is marked with a question mark. */
export const showState = (state: string, style: Style): string => {
  const [sign, tint] = (Object.hasOwn(signs, state) ? signs[state] : undefined) ?? ['?', 'none'];
  const text = `${sign} ${state}`;
  return tint === 'none' ? text : style[tint](text);
};
