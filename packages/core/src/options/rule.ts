import type { Issue } from '../errors/api-error.js';

/** Checks an option; `path` names it in the issues. Every option may be absent: `undefined` always passes. */
export type Rule = (value: unknown, path: string) => readonly Issue[];

/** A kind of value, without its content, which may be a secret. */
const shown = (value: unknown): string => {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string'
    ? value === ''
      ? 'empty text'
      : 'text'
    : `a value of type ${typeof value}`;
};

const wrong = (path: string, expected: string, value: unknown): readonly Issue[] => [
  { path, expected, received: shown(value) },
];

/** Values that pass a test. */
export const that =
  (expected: string, test: (value: unknown) => boolean): Rule =>
  (value, path) =>
    value === undefined || test(value) ? [] : wrong(path, expected, value);

/** A finite number, `least` or more. */
export const number = (least: number, most = Number.MAX_VALUE): Rule =>
  that(
    `a number, ${least} ${most === Number.MAX_VALUE ? 'or more' : `to ${most}`}`,
    (value) => typeof value === 'number' && value >= least && value <= most,
  );

/** A number, `least` or more; `Infinity` means no limit. */
export const limit = (least: number): Rule =>
  that(`a number, ${least} or more`, (value) => typeof value === 'number' && value >= least);

/** A whole number, `least` or more. */
export const whole = (least: number): Rule =>
  that(
    `a whole number, ${least} or more`,
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= least,
  );

/** A whole number, `least` or more; `Infinity` means no limit. */
export const wholeLimit = (least: number): Rule =>
  that(
    `a whole number, ${least} or more`,
    (value) => typeof value === 'number' && (Number.isInteger(value) || value === Infinity) && value >= least,
  );

export const text: Rule = that('text', (value) => typeof value === 'string');

/** Text that is not empty. */
export const someText: Rule = that('text', (value) => typeof value === 'string' && value !== '');

export const yesOrNo: Rule = that('true or false', (value) => typeof value === 'boolean');

export const func: Rule = that('a function', (value) => typeof value === 'function');

/** Not checked. */
export const anything: Rule = () => [];

export const oneOf = (...choices: readonly string[]): Rule =>
  that(`one of ${choices.join(', ')}`, (value) => typeof value === 'string' && choices.includes(value));

/** The rule, or null. */
export const orNull =
  (rule: Rule): Rule =>
  (value, path) =>
    value === null ? [] : rule(value, path);

export const list =
  (rule: Rule): Rule =>
  (value, path) => {
    if (value === undefined) return [];
    if (!Array.isArray(value)) return wrong(path, 'a list', value);
    // A gap of a list and undefined in it would be sent as null.
    return value.flatMap((item: unknown, i) =>
      item === undefined ? wrong(`${path}[${i}]`, 'a value', item) : rule(item, `${path}[${i}]`),
    );
  };

/** An object with these members and no others; `required` names those that must be there. */
export const members =
  (rules: Readonly<Record<string, Rule>>, required: readonly string[] = []): Rule =>
  (value, path) => {
    if (value === undefined) return [];
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return wrong(path === '' ? 'options' : path, 'an object', value);
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
    const given = value as Readonly<Record<string, unknown>>;
    const missing = required.filter((name) => given[name] === undefined);
    return [
      ...missing.map((name) => ({ path: at(name), expected: 'a value', received: 'none' })),
      ...Object.entries(given).flatMap(([name, member]) => {
        const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
        if (rule !== undefined) return rule(member, at(name));
        const expected = `one of ${Object.keys(rules).join(', ')}`;
        return member === undefined ? [] : [{ path: at(name), expected, received: 'an unknown option' }];
      }),
    ];
  };

/** The deepest value that is sent. */
const deepest = 200;

/** A value that can be written as JSON: no circular references, and no more than 200 levels. */
export const json: Rule = that('JSON without circular references, at most 200 levels deep', (value) =>
  isFlat(value, new Set()),
);

/** `around`: the objects that contain the value. */
const isFlat = (value: unknown, around: ReadonlySet<object>): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (around.has(value) || around.size === deepest) return false;
  const inside = new Set(around).add(value);
  return Object.values(value).every((member) => isFlat(member, inside));
};

/** A JSON object. */
export const jsonObject: Rule = (value, path) =>
  value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))
    ? json(value, path)
    : wrong(path, 'an object', value);
