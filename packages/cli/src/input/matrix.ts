import { UsageError } from '../errors.js';

/** Values by name, one set for each start. */
export type Combination = Readonly<Record<string, string>>;

/** The most starts that flags describe: more are probably a mistake. */
const most = 100_000;

const dayMs = 86_400_000;

/** Every combination of the values of `--each k=LIST` and `--each k=A..B`; the last flag varies fastest. */
export const combinations = (flags: readonly string[]): readonly Combination[] => {
  const axes = flags.map(axisOf);
  const again = axes.find(({ name }, at) => axes.findIndex((axis) => axis.name === name) < at);
  if (again !== undefined) throw new UsageError(`--each sets "${again.name}" twice`);
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > most) throw new UsageError(`--each describes ${count} starts; at most ${most} are allowed`);
  return axes.reduce<readonly Combination[]>(
    (before, { name, values }) =>
      before.flatMap((combination) => values.map((value) => ({ ...combination, [name]: value }))),
    [{}],
  );
};

/** Values that can be parts of the id of an order. */
const idPart = /^[A-Za-z0-9._-]+$/;
const longestId = 24;

/** A name for each combination: its values, such as `2026-11-01.emea`; or, if these are no ids, its number from 1. */
export const namesOf = (all: readonly Combination[]): readonly string[] => {
  const names = all.map((combination) => Object.values(combination).join('.'));
  const isUsable =
    all.every((combination) => Object.values(combination).every((value) => idPart.test(value))) &&
    names.every((name) => name.length <= longestId) &&
    new Set(names).size === names.length;
  return isUsable ? names : all.map((_, at) => `${at + 1}`);
};

interface Axis {
  readonly name: string;
  readonly values: readonly string[];
}

const axisOf = (text: string): Axis => {
  const [, name = '', list = ''] = /^([^=]+)=(.*)$/s.exec(text)?.map((part) => part.trim()) ?? [];
  if (name === '' || list === '') throw new UsageError(`--each takes k=a,b,c or k=A..B, not "${text}"`);
  const values = list.includes('..') ? rangeOf(name, list) : list.split(',').map((value) => value.trim());
  if (values.includes('')) throw new UsageError(`--each ${name} has an empty value`);
  const again = values.find((value, at) => values.indexOf(value) < at);
  if (again !== undefined) throw new UsageError(`--each ${name} has "${again}" twice`);
  return { name, values };
};

const range = /^(-?\d{1,15}|\d{4}-\d\d-\d\d)\.\.(-?\d{1,15}|\d{4}-\d\d-\d\d)$/;

/** The whole numbers or days from A to B, both included. */
const rangeOf = (name: string, text: string): readonly string[] => {
  const [, from = '', to = ''] = range.exec(text) ?? [];
  const [isDay, endsWithDay] = [from, to].map((end) => /^\d+-/.test(end));
  const [first, last] = isDay === true ? [dayOf(from), dayOf(to)] : [Number(from), Number(to)];
  if (from === '' || isDay !== endsWithDay || Number.isNaN(first) || Number.isNaN(last))
    throw new UsageError(
      `--each ${name}: ${text} must be two days that exist, such as 2026-11-01..2026-11-30, or two whole numbers; for other values use a file of orders`,
    );
  if (first > last) throw new UsageError(`--each ${name}: ${from} is later than ${to}`);
  const length = last - first + 1;
  if (length > most) throw new UsageError(`--each ${name} has ${length} values; at most ${most} are allowed`);
  return Array.from({ length }, (_, i) =>
    isDay === true
      ? new Date((first + i) * dayMs).toISOString().slice(0, 10)
      : first < 0
        ? String(first + i)
        : String(first + i).padStart(from.length, '0'),
  );
};

/** The number of a day; NaN if it does not exist. */
const dayOf = (text: string): number => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? ms / dayMs : Number.NaN;
};
