import type { Operation } from '@wxdi/bindings';
import type { JsonObject, UnreadableRow } from '@wxdi/core';
import { formatErrors } from '@wxdi/bindings';
import { isJsonObject } from '@wxdi/core';
import { decode } from './decode.js';

const lists: ReadonlySet<string> = new Set(['listJobs', 'listRuns', 'searchAssets']);

/**
 * The page of a list with some rows that do not match the API description: the other rows, and in `unreadable` what is
 * wrong with these. `undefined` for a page without such rows, and for an answer that is not a page.
 */
export const withReadableRows = (
  operation: Operation,
  status: number,
  document: unknown,
): (JsonObject & { readonly unreadable: readonly UnreadableRow[] }) | undefined => {
  if (!lists.has(operation.id) || !isJsonObject(document)) return undefined;
  const all = document['results'];
  if (!Array.isArray(all) || isPage(operation, status, document)) return undefined;
  if (!isPage(operation, status, { ...document, results: [] })) return undefined;

  const results: unknown[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const [index, row] of (all as readonly unknown[]).entries()) {
    const read = decode(operation, status, { ...document, results: [row] });
    if (read._tag === 'Success') results.push(row);
    else {
      const errors = read._tag === 'Undecodable' ? formatErrors(read.errors) : [];
      // Each row was read alone.
      const issues = errors.map((issue) => ({
        ...issue,
        path: issue.path.replace(/^results\[0\]/, `results[${index}]`),
      }));
      unreadable.push({ id: idOf(row), issues });
    }
  }
  return { ...document, results, unreadable };
};

/** Cheap: it does not collect what is wrong. */
const isPage = ({ responses }: Operation, status: number, document: unknown): boolean =>
  responses[status]?.is(document) ?? false;

const idOf = (row: unknown): string | undefined => {
  const metadata = isJsonObject(row) ? row['metadata'] : undefined;
  const id = isJsonObject(metadata) ? metadata['asset_id'] : undefined;
  return typeof id === 'string' ? id : undefined;
};
