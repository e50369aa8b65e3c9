/** Makes valid answers hostile: replaces members, damages the text, and adds unusual but valid JSON. */

type Random = () => number;
const pick = <A>(from: readonly A[], random: Random): A => from[Math.floor(random() * from.length)] as A;

const deep = (open: string, close: string, depth: number): string =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Values as JSON text. */
const hostile: readonly string[] = [
  'null',
  'true',
  '""',
  '"None"',
  '"deprecated field"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '0',
  '-0',
  '-1',
  '1e400',
  '-1e400',
  '123456789012345678901234567890',
  '0.1e-400',
  '8640000000000001',
  '"9999-99-99T99:99:99Z"',
  '"2026-02-30T25:61:61Z"',
  '"-271821-04-20T00:00:00Z"',
  '"+275760-09-13T00:00:00.001Z"',
  '"0000-00-00"',
  '"NaN"',
  '"\\ud800"',
  '"\\u0000\\u001b[2J\\u202e"',
  '"[wxdi:k]"',
  '"[wxdi:k#000000.2]"',
  '"[wxdi:k#.0]"',
  '" [wxdi:]"',
  `"${'x'.repeat(5_000)}"`,
  `"${'[wxdi:'.repeat(500)}"`,
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1,"valueOf":2,"hasOwnProperty":3,"then":4,"toJSON":5,"length":-1}',
  '{"__proto__":null}',
  deep('[', ']', 150),
  deep('{"a":', '}', 150),
  deep('[', ']', 500),
  deep('{"__proto__":', '}', 500),
];

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'next',
  'results',
  'metadata',
  'entity',
  '',
];
const hole = '\u2603hole\u2603';

type Container = Record<string, unknown> | unknown[];

const containers = (root: unknown): Container[] => {
  const found: Container[] = [];
  const rest = [root];
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    found.push(value as Container);
    rest.push(...Object.values(value));
  }
  return found;
};

/** Inserts one hostile value, or removes a member. */
const damageMember = (document: unknown, random: Random): void => {
  const container = pick(containers(document), random) as Record<string, unknown> | undefined;
  if (container === undefined) return;
  const known = Object.keys(container);
  const name = random() < 0.8 && known.length > 0 ? pick(known, random) : pick(names, random);
  if (random() < 0.2) Reflect.deleteProperty(container, name);
  else
    Object.defineProperty(container, name, {
      value: hole,
      enumerable: true,
      configurable: true,
      writable: true,
    });
};

const damageText = (text: string, random: Random): string => {
  const at = Math.floor(random() * text.length);
  switch (Math.floor(random() * 5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return `${text.slice(0, at)}${pick(['"', '{', '}', '[', ',', '\\', '\u0000', '\ufeff', '1'], random)}${text.slice(at)}`;
    case 2:
      return text.slice(0, at) + text.slice(at + 1);
    case 3:
      return text + text;
    default:
      return pick(hostile, random);
  }
};

/** A copy of the document with some parts damaged. */
export const mutated = (valid: string, random: Random): string => {
  const document: unknown = JSON.parse(valid);
  const times = Math.floor(random() * 4);
  for (let i = 0; i < times; i += 1) damageMember(document, random);
  const text = JSON.stringify(document).replaceAll(`"${hole}"`, () => pick(hostile, random));
  return random() < 0.25 ? damageText(text, random) : text;
};
