import type { JSONValue } from '@jmespath-community/jmespath';
import { parseJson, printJson } from '@wxdi/sdk';
import { UsageError } from '../errors.js';
import { didYouMean } from '../input/nearest.js';
import { isObject } from '../input/object.js';

/** A JMESPath expression: what it selects from a document. */
export interface Query {
  (document: unknown): unknown;
  /** What it selects from one object of a stream: an expression that begins with a list takes a list of this object. */
  readonly each: (object: unknown) => readonly unknown[];
  /** If nothing was selected from any document: why, if it is known. */
  readonly failure: () => string | undefined;
}

/** Reads an expression; an invalid one is exit 2, before anything is sent. */
export const queryOf = async (expression: string): Promise<Query> => {
  const { compile, TreeInterpreter } = await import('@jmespath-community/jmespath');
  const guarded = <A>(work: () => A): A => {
    try {
      return work();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'invalid expression';
      throw new UsageError(`flag --query: ${why}: ${expression}`, 'https://jmespath.org');
    }
  };
  const tree = guarded(() => compile(expression));
  const search = (document: unknown): unknown =>
    guarded(() => TreeInterpreter.search(tree, document as JSONValue));
  const misses = missesOf(search, /^\s*(?:@\s*)?\[/.test(expression));
  const query = (document: unknown): unknown => {
    // A round trip through JSON removes undefined members.
    const value = search(parseJson(printJson(document)));
    misses.observe(document, value);
    return value;
  };
  const takesList = /^\s*(?:@\s*)?\[\s*[\]*?]/.test(expression);
  return Object.assign(query, {
    each: (object: unknown): readonly unknown[] => {
      const value = query(takesList ? [object] : object);
      return takesList && Array.isArray(value) ? value : [value ?? null];
    },
    failure: () => {
      const why = misses.reason();
      return why === undefined ? undefined : `--query selected nothing: ${why}`;
    },
  });
};

const isEmpty = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.every(isEmpty);
  return isObject(value) ? Object.values(value).every(isEmpty) : value === null || value === undefined;
};

/** Finds out which members an expression did not find in any object, as long as it selects nothing. */
const missesOf = (search: (document: unknown) => unknown, expectsList: boolean) => {
  const [present, absent, others] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let isSelected = false;
  let form = '';
  const watched = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, {
      get: (target, name) => {
        if (typeof name === 'string' && !Array.isArray(target)) {
          (Object.hasOwn(target, name) ? present : absent).add(name);
          for (const other of Object.keys(target)) others.add(other);
        }
        return watched(Reflect.get(target, name));
      },
    });
  };
  return {
    observe: (document: unknown, value: unknown): void => {
      isSelected ||= !isEmpty(value);
      if (isSelected) return;
      try {
        search(watched(document));
      } catch {
        // A function may refuse a member without a value, which is not in the JSON.
      }
      if (expectsList && isObject(document)) form = 'one object: omit the [] at the beginning';
      if (!expectsList && Array.isArray(document) && document.length > 0)
        form = 'a list: begin with [], as in [].name';
    },
    reason: (): string | undefined => {
      if (isSelected) return undefined;
      const missing = [...absent].filter((name) => !present.has(name));
      const [first] = missing;
      if (first !== undefined) {
        const names = missing.map((name) => `"${name}"`).join(', ');
        return `no object has the member ${names}${didYouMean(first, [...others])}`;
      }
      // No member was looked up: the expression is for another form.
      return present.size === 0 && form !== '' ? `the output is ${form}` : undefined;
    },
  };
};
