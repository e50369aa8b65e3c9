import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { didYouMean } from '../input/nearest.js';
import { parseDuration } from '../render/duration.js';

// The messages of these parsers follow `invalid value "x" for flag --limit:`.

/** Text for names and ids, which must not be empty. */
export const nonEmpty = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('it must not be empty');
  return text;
};

export const integer =
  (least: number, most = 999_999_999) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (value >= least && value <= most) return value;
    const upTo = most < 999_999_999 ? ` to ${most}` : '';
    throw new InvalidArgumentError(`use a whole number from ${least}${upTo}`);
  };

/** A time as ISO 8601 in UTC. Without a zone it would mean another time on another machine, so it is refused. */
export const moment = (text: string): string => {
  const shape = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
  const at = new Date(shape.test(text) ? text : NaN);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new InvalidArgumentError('use a time with its zone, such as 2026-12-01T06:00:00Z, or a date');
};

/** Checks that there are five fields; the service checks their values. */
export const cron = (text: string): string => {
  const fields = text.trim().split(/\s+/);
  if (fields.length === 5 && fields.every((field) => /^[\w*/,?#-]+$/.test(field))) return fields.join(' ');
  throw new InvalidArgumentError('use a cron expression of five fields in UTC, such as "0 6 * * *"');
};

/** A value or `none`; commander would replace null with an empty text. */
export const orNone =
  <Value>(read: (text: string) => Value) =>
  (text: string): Value | 'none' =>
    text === 'none' ? text : read(text);

/** A duration in milliseconds. */
export const duration = (text: string): number => {
  const ms = parseDuration(text) ?? 0;
  if (ms > 0) return ms;
  throw new InvalidArgumentError(
    'use a duration such as 500ms, 30s, 5m, 1h30m or 1d, or a number of seconds',
  );
};

/** Collects the values of a flag that may be repeated, in order. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** The choice that the text names. `-o=json` reaches the parser as `=json`. */
export const choiceIn = <Choice extends string>(
  text: string,
  choices: readonly Choice[],
): Choice | undefined =>
  choices.find((candidate) => candidate.toLowerCase() === text.replace(/^=/, '').toLowerCase());

const choiceOf = <Choice extends string>(text: string, choices: readonly Choice[]): Choice => {
  const found = choiceIn(text, choices);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`use ${choices.join(', ')}${didYouMean(text, choices)}`);
};

/** A flag that takes one of some words. */
export const choice = <const Usage extends string, const Choice extends string>(
  usage: Usage,
  description: string,
  choices: readonly Choice[],
  byDefault?: Choice,
) => {
  const option = new Option(usage, description).argParser((text): Choice => choiceOf(text, choices));
  return Object.assign(option, { argChoices: [...choices], defaultValueDescription: byDefault });
};

/** A flag that takes some words, separated by commas. */
export const list = <const Usage extends string, const Choice extends string>(
  usage: Usage,
  description: string,
  choices: readonly Choice[],
  byDefault?: Choice,
) => {
  const option = new Option(usage, description).argParser((text): readonly Choice[] =>
    text.split(',').map((word) => choiceOf(word.trim(), choices)),
  );
  return Object.assign(option, { argChoices: [...choices], defaultValueDescription: byDefault });
};
