import type { Operation } from '@wxdi/bindings';
import { operations } from '@wxdi/bindings';

export const allOperations: readonly Operation[] = Object.values(operations);

/** The operation of a request, by its method and path. */
export const operationOf = (method: string, path: string): Operation | undefined =>
  allOperations.find((operation) => {
    const wanted = operation.path.split('/');
    const given = path.split('/');
    return (
      operation.method === method &&
      wanted.length === given.length &&
      wanted.every((part, i) => part.startsWith('{') || part === given[i])
    );
  });

interface Entry {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly postData?: { readonly text: string };
  };
  readonly response: { readonly status: number; readonly content: { readonly text: string } };
}

/** The entries of a recording. */
export const entriesOf = (har: string): readonly Entry[] =>
  (JSON.parse(har) as { readonly log: { readonly entries: readonly Entry[] } }).log.entries;
