import type { Names } from '@wxdi/core';

/**
 * A store of the ids of jobs by name, e.g. in a file. It may forget, and it may be wrong: a job is read, and its name
 * compared, before its id is used. Exceptions and rejections count as not known.
 */
export interface OwnNames {
  /** The id of the job with this name, if known. */
  readonly find: (name: string) => Promise<string | undefined>;
  /** Saves the id; `undefined` forgets the name. */
  readonly save: (name: string, id: string | undefined) => Promise<void>;
}

/** The store as a port of core. */
export const ownNames = (names: OwnNames): Names => ({
  find: (name) => () => names.find(name),
  save: (name, id) => () => names.save(name, id),
});
