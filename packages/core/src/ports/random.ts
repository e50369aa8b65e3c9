import type { IO } from 'fp-ts/lib/IO.js';

/** A number in [0, 1), injected so that tests are repeatable. */
export type Random = IO<number>;

/** Random numbers. */
export interface HasRandom {
  readonly random: Random;
}
