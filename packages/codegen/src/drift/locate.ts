import { isNode, nodeAt, refsIn, type Node } from '../document/node.js';
import { operationsOf } from '../document/operations.js';
import type { Change } from './change.js';
import type { Mentions } from './mentions.js';

/**
 * Adds to each change the affected files of core: for an operation, the files that name it; for a property, the files
 * that use a generated type with that property and name it; for an enumeration, the files that list most of its values.
 */
export const locate = (
  changes: readonly Change[],
  document: Node,
  mentions: readonly Mentions[],
): readonly Change[] => {
  const users = usersIn(document);
  const operations = new Set(operationsOf(document).map(({ node }) => node['operationId']));
  return changes.map(({ peers = [], ...change }) => {
    const [owner = ''] = change.where.split(/[^\w-]/);
    // A correction affects the overlay; its effect on the types is a separate change.
    if (change.subject === 'correction') return change;
    const word = wordOf(change);
    const schemas = [owner, ...(word === undefined ? [] : (users.get(owner) ?? []))];
    const uses = ({ bindings, words }: Mentions): boolean =>
      operations.has(owner) ? words.has(owner) : schemas.some((name) => bindings.has(name));
    const concerned = mentions.filter(
      (file) => knows(file, peers) || (uses(file) && (word === undefined || file.words.has(word))),
    );
    return concerned.length === 0 ? change : { ...change, core: concerned.map(({ file }) => file) };
  });
};

/** A file that lists most values of an enumeration is affected when the enumeration changes. */
const knows = ({ words }: Mentions, values: readonly string[]): boolean =>
  values.length > 1 && values.filter((value) => words.has(value)).length * 2 > values.length;

/** The name to look for in files; undefined for what is new, or for a whole operation or response. */
const wordOf = ({ subject, kind, where }: Change): string | undefined => {
  if (kind === 'added' && subject !== 'enum member') return undefined;
  if (subject === 'operation' || subject === 'response' || subject === 'body') return undefined;
  return where
    .split(/[^\w-]/)
    .slice(1)
    .filter((part) => part !== '')
    .at(-1);
};

/** For each schema, the schemas and operations that contain it, directly or indirectly. */
const usersIn = (document: Node): ReadonlyMap<string, ReadonlySet<string>> => {
  const direct = new Map<string, Set<string>>();
  const note = (user: string, value: unknown): void => {
    for (const { ref } of refsIn(value)) {
      const name = ref.split('/')[3] ?? '';
      direct.set(name, (direct.get(name) ?? new Set()).add(user));
    }
  };
  for (const { node } of operationsOf(document)) note(String(node['operationId']), node);
  for (const kind of Object.values(nodeAt(document, 'components'))) {
    for (const [name, component] of Object.entries(isNode(kind) ? kind : {})) note(name, component);
  }
  return new Map([...direct.keys()].map((name) => [name, around(name, direct)]));
};

const around = (name: string, direct: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> => {
  const seen = new Set<string>();
  const queue = [...(direct.get(name) ?? [])];
  for (let user = queue.pop(); user !== undefined; user = queue.pop()) {
    if (seen.has(user)) continue;
    seen.add(user);
    queue.push(...(direct.get(user) ?? []));
  }
  return seen;
};
