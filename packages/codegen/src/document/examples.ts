import { holdsData, holdsNames } from './keywords.js';
import { isNode } from './node.js';

/** A copy without examples. A property may have the name of a keyword. */
export const withoutExamples = (value: unknown, areNames = false): unknown => {
  if (Array.isArray(value)) return value.map((item) => withoutExamples(item));
  if (!isNode(value)) return value;
  const kept = Object.entries(value).filter(([key]) => areNames || (key !== 'example' && key !== 'examples'));
  return Object.fromEntries(
    kept.map(([key, child]) => [
      key,
      !areNames && holdsData(key) ? child : withoutExamples(child, !areNames && holdsNames(key)),
    ]),
  );
};
