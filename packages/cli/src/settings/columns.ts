import { UsageError } from '../errors.js';
import { jobView, runView } from '../render/views.js';
import { objectOf } from './members.js';

/** The columns that tables show. */
export interface Columns {
  readonly job?: readonly string[];
  readonly run?: readonly string[];
}

const namesOf = ({ columns }: { readonly columns: readonly { readonly header: string }[] }) =>
  columns.map(({ header }) => header.toLowerCase());

const columnNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['job', namesOf(jobView)],
  ['run', namesOf(runView)],
]);

/** `{ job: [id, name], run: [id, state] }` */
export const columnsOf = (where: string, value: unknown): Columns => {
  const members = objectOf(where, value);
  for (const [kind, names] of Object.entries(members)) {
    const known = columnNames.get(kind);
    if (known === undefined) throw new UsageError(`${where} has job and run, not "${kind}"`);
    const isValid =
      Array.isArray(names) && names.length > 0 && names.every((name) => known.includes(name as string));
    if (!isValid) throw new UsageError(`${where}.${kind} must be a list of ${known.join(', ')}`);
  }
  return members;
};
