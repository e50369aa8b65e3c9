import { dereference, isNode, nodeAt, type Node } from '../document/node.js';
import type { Change } from './change.js';
import { compareSchemas } from './schemas.js';
import type { Comparison } from './types.js';

/** Compares the request bodies of two operations. */
export const compareBodies = (c: Comparison, id: string, a: Node, b: Node): readonly Change[] => {
  const [ours, theirs] = [bodyOf(c.ours, a['requestBody']), bodyOf(c.theirs, b['requestBody'])];
  const where = `${id}.body`;
  const change = (kind: Change['kind'], breaking: boolean): Change[] => [
    { subject: 'body', kind, where, direction: ['request'], breaking },
  ];
  if (!ours || !theirs)
    return ours ? change('removed', true) : theirs ? change('added', theirs.required) : [];
  const kind = theirs.required ? 'made required' : 'made optional';
  return [
    ...compareMediaTypes(c, a['requestBody'], b['requestBody'], where, (type) => type === ours.type),
    ...(ours.required === theirs.required ? [] : change(kind, theirs.required)),
    ...compareSchemas(c, ours.schema, theirs.schema, where),
  ];
};

interface Body {
  /** The media type that is sent or read: the first of JSON, if there is one. */
  readonly type: string;
  readonly required: boolean;
  readonly schema: unknown;
}

const bodyOf = (document: Node, body: unknown): Body | undefined => {
  const node = dereference(document, body);
  const content = Object.entries(nodeAt(node, 'content'));
  const [type = '', media] = content.find(([name]) => name.includes('json')) ?? content[0] ?? [];
  if (!isNode(node) || !isNode(media)) return undefined;
  return { type, required: node['required'] === true, schema: media['schema'] };
};

/** Compares the responses of two operations, status by status. */
export const compareResponses = (c: Comparison, id: string, a: Node, b: Node): readonly Change[] => {
  const [before, after] = [nodeAt(a, 'responses'), nodeAt(b, 'responses')];
  const change = (kind: Change['kind'], status: string, breaking: boolean): Change[] => [
    { subject: 'response', kind, where: `${id}.${status}`, direction: ['response'], breaking },
  ];
  // A 2xx that is added or removed changes the return type of the operation.
  const isSuccess = (status: string): boolean => status.startsWith('2');
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((status) => {
    if (!Object.hasOwn(after, status)) return change('removed', status, isSuccess(status));
    if (!Object.hasOwn(before, status)) return change('added', status, isSuccess(status));
    const types = compareMediaTypes(c, before[status], after[status], `${id}.${status}`, () =>
      isSuccess(status),
    );
    if (types.length > 0) return types;
    const [ours, theirs] = [bodyOf(c.ours, before[status]), bodyOf(c.theirs, after[status])];
    const where = `${id}.${status}.body`;
    if (ours && theirs) return compareSchemas(c, ours.schema, theirs.schema, where);
    if (!ours && !theirs) return [];
    return [
      {
        subject: 'body' as const,
        kind: ours ? 'removed' : 'added',
        where,
        direction: ['response'],
        breaking: true,
      } satisfies Change,
    ];
  });
};

/**
 * A different media type of a 2xx needs a different codec. An error body is read by the caller. A request needs the media
 * type that it is sent as.
 */
const compareMediaTypes = (
  c: Comparison,
  a: unknown,
  b: unknown,
  where: string,
  isBreaking: (type: string) => boolean,
): readonly Change[] => {
  const [before, after] = [mediaTypes(c.ours, a), mediaTypes(c.theirs, b)];
  // A body that is added or removed altogether is reported separately.
  if (before.length === 0 || after.length === 0) return [];
  const change = (kind: Change['kind'], type: string): Change => ({
    subject: 'body',
    kind,
    where: `${where}.${type}`,
    direction: [c.direction],
    breaking: isBreaking(type),
  });
  return [
    ...before.filter((type) => !after.includes(type)).map((type) => change('removed', type)),
    ...after.filter((type) => !before.includes(type)).map((type) => change('added', type)),
  ];
};

const mediaTypes = (document: Node, response: unknown): readonly string[] =>
  Object.keys(nodeAt(dereference(document, response), 'content'));
