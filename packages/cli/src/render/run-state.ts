import type { Style } from './style.js';

/** A sign and a color for each state. */
const signs = new Map<string, readonly [sign: string, tint: keyof Style]>([
  ['Queued', ['○', 'dim']],
  ['Starting', ['◔', 'blue']],
  ['Running', ['●', 'blue']],
  ['Paused', ['‖', 'yellow']],
  ['Resuming', ['◑', 'blue']],
  ['Canceling', ['◌', 'yellow']],
  ['Canceled', ['⊘', 'yellow']],
  ['Failed', ['✗', 'red']],
  ['Skipped', ['↷', 'yellow']],
  ['Completed', ['✓', 'green']],
  ['CompletedWithErrors', ['✘', 'red']],
  ['CompletedWithWarnings', ['⚠', 'yellow']],
]);

/** The color of a state; none for an unknown state. */
export const tintOf = (state: string): keyof Style | undefined => signs.get(state)?.[1];

/** The sign of a state in its color. */
export const showSign = (state: string, style: Style): string => {
  const [sign, tint] = signs.get(state) ?? ['?'];
  return tint === undefined ? sign : style[tint](sign);
};

/** A state for a person. An unknown state is marked with a question mark. */
export const showState = (state: string, style: Style): string => {
  const [sign, tint] = signs.get(state) ?? ['?'];
  return tint === undefined ? `${sign} ${state}` : style[tint](`${sign} ${state}`);
};
