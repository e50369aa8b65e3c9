import { isNode, type Node } from '../document/node.js';
import type { Change } from './change.js';
import { view } from './view.js';

/** Compares how two versions of a parameter are written. */
export const compareSerialization = (
  [ours, theirs]: readonly [Node, Node],
  [a, b]: readonly [Node, Node],
  where: string,
): readonly Change[] => {
  const [from, to] = [formOf(ours, a), formOf(theirs, b)];
  return from === to
    ? []
    : [{ subject: 'parameter', kind: 'retyped', where, from, to, direction: ['request'], breaking: true }];
};

/** `form`, `form, repeated`, `deepObject` or a media type. A single value is written the same with and without `explode`. */
const formOf = (document: Node, parameter: Node): string => {
  const { content, schema, in: place } = parameter;
  if (isNode(content)) return Object.keys(content).join(', ');
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = typeof parameter['style'] === 'string' ? parameter['style'] : usual;
  const { types } = view(document, schema);
  const isExploded = parameter['explode'] ?? style === 'form';
  return isExploded === true && (types.has('array') || types.has('object')) ? `${style}, repeated` : style;
};
