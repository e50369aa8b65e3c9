import { UsageError } from '../usage-error.js';
import { objectOf } from './read-yaml.js';

/** Names of the columns that tables show, by what is listed. */
export interface Columns {
  readonly job?: readonly string[];
  readonly run?: readonly string[];
}

/** Named here and not read from the views, which need the sdk. A test compares the two. */
export const columnNames = {
  job: ['id', 'name', 'type', 'asset', 'schedule', 'description', 'owner', 'retention'],
  run: ['id', 'state', 'created', 'duration', 'rows', 'name', 'started', 'finished', 'read', 'job'],
} as const;

/** `{ job: [id, name], run: [id, state] }` */
export const columnsOf = (where: string, value: unknown): Columns => {
  const chosen: Record<string, readonly string[]> = {};
  for (const [kind, names] of Object.entries(objectOf(where, value))) {
    if (kind !== 'job' && kind !== 'run') throw new UsageError(`${where} is for job and run, not "${kind}"`);
    const known: readonly string[] = columnNames[kind];
    if (
      !Array.isArray(names) ||
      names.length === 0 ||
      !names.every((name) => known.includes(name as string))
    ) {
      throw new UsageError(`${where}.${kind} takes a list of ${known.join(', ')}`);
    }
    chosen[kind] = names as readonly string[];
  }
  return chosen;
};
