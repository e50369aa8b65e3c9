import type { Shape } from './shape.js';

/** `Omit<T, K>`: an object without some of its properties. */
export const without = (shape: Shape, names: readonly string[], lookUp: (ref: string) => Shape): Shape => {
  if (shape.tag === 'ref') return without(lookUp(shape.ref), names, lookUp);
  if (shape.tag === 'object')
    return { ...shape, members: shape.members.filter((member) => !names.includes(member.name)) };
  return shape.tag === 'intersection'
    ? { tag: shape.tag, items: shape.items.map((item) => without(item, names, lookUp)) }
    : shape;
};
