import { isNode, nodeAt, refsIn, type Node } from '../document/node.js';
import { operationsOf } from '../document/operations.js';
import type { Change } from './change.js';
import type { Mentions } from './mentions.js';

/** Adds to each change the files of core that it concerns. */
export const locate = (
  changes: readonly Change[],
  document: Node,
  mentions: readonly Mentions[],
): readonly Change[] => {
  const users = usersIn(document);
  return changes.map(({ peers = [], ...change }) => {
    const [owner = ''] = change.where.split(/[^\w-]/);
    const near = [owner, ...(users.get(owner) ?? [])];
    const word = wordOf(change);
    const concerned = mentions.filter(
      (file) =>
        (near.some((name) => names(file, name)) && (word === undefined || file.words.has(word))) ||
        knows(file, peers),
    );
    return concerned.length === 0 ? change : { ...change, core: concerned.map(({ file }) => file) };
  });
};

const names = ({ bindings, words }: Mentions, name: string): boolean =>
  // Ids of operations begin in lower case and are used as texts and keys.
  bindings.has(name) || (/^[a-z]/.test(name) && words.has(name));

/** A file that spells out most values of a set is concerned when the set changes. */
const knows = ({ words }: Mentions, values: readonly string[]): boolean =>
  values.length > 1 && values.filter((value) => words.has(value)).length * 2 > values.length;

/** The member or parameter that a change is about; none where it is about a whole operation or answer. */
const wordOf = ({ subject, where }: Change): string | undefined => {
  if (subject === 'operation' || subject === 'answer' || subject === 'body') return undefined;
  return where
    .split(/[^\w-]/)
    .slice(1)
    .filter((part) => part !== '')
    .at(-1);
};

/** For each schema, the schemas and operations that contain it, at any distance. */
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
