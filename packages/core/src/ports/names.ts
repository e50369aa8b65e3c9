import type { Task } from 'fp-ts/lib/Task.js';

/**
 * Remembers the ids of jobs by name. It may forget, and it may be wrong: an id is used only after the job was read and
 * has the name. What fails in it counts as not known.
 */
export interface Names {
  /** The id of the job with this name, if known. */
  readonly find: (name: string) => Task<string | undefined>;
  /** Saves the id; `undefined` forgets the name. */
  readonly save: (name: string, id: string | undefined) => Task<void>;
}

/** Names that are known from earlier calls; default: none. */
export interface HasNames {
  readonly names?: Names | undefined;
}
