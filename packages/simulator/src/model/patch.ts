import { isObject, type JsonObject } from './wire.js';

/** RFC 6902 as implemented by the service: add and replace both set, and a wrong path is not an error. */

export interface PatchOp {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** Paths that a PATCH can change. For other paths the response is 200 and nothing changes. */
const effectiveRoots: readonly (readonly string[])[] = [
  ['metadata', 'name'],
  ['metadata', 'description'],
  ['entity', 'job', 'configuration'],
  ['entity', 'job', 'schedule'],
  ['entity', 'job', 'schedule_info'],
  ['entity', 'job', 'job_parameters'],
  ['entity', 'job', 'parameter_sets'],
  ['entity', 'job', 'retention_policy'],
  ['entity', 'job', 'notification_types'],
];

const pointer = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const hasEffect = (path: readonly string[]): boolean =>
  effectiveRoots.some((root) => root.every((part, i) => path[i] === part));

export const applyOp = (document: JsonObject, op: PatchOp): JsonObject => {
  const path = pointer(op.path);
  if (!op.path.startsWith('/') || !hasEffect(path)) return document;
  const value = op.op === 'remove' ? undefined : (op.value ?? null);
  return setIn(document, path, value, op.op) as JsonObject;
};

/** `undefined` removes the value. A path that does not exist changes nothing. */
const setIn = (target: unknown, path: readonly string[], value: unknown, op: string): unknown => {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(target)) return setInArray(target, head, rest, value, op);
  if (!isObject(target) || head === '__proto__') return target;
  if (rest.length > 0) {
    return Object.hasOwn(target, head) ? { ...target, [head]: setIn(target[head], rest, value, op) } : target;
  }
  if (value === undefined) {
    return Object.fromEntries(Object.entries(target).filter(([name]) => name !== head));
  }
  return { ...target, [head]: value };
};

const setInArray = (
  target: readonly unknown[],
  head: string,
  rest: readonly string[],
  value: unknown,
  op: string,
): readonly unknown[] => {
  const index = head === '-' ? target.length : /^\d+$/.test(head) ? Number(head) : -1;
  if (index < 0 || index > target.length) return target;
  if (rest.length > 0) {
    return index < target.length ? target.with(index, setIn(target[index], rest, value, op)) : target;
  }
  if (value === undefined) return target.toSpliced(index, 1);
  return op === 'add' || index === target.length
    ? target.toSpliced(index, 0, value)
    : target.with(index, value);
};
