import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { cronIssues, instant, runStateOf } from '@wxdi/sdk';
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
  const isShaped = shape.test(text);
  const at = isShaped ? instant(text) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new InvalidArgumentError(
    isShaped
      ? 'there is no such date or time'
      : 'use a time with its zone, such as 2026-12-01T06:00:00Z, or a date',
  );
};

/** Five fields, in range, that can start a run. */
export const cron = (text: string): string => {
  const issues = cronIssues(text);
  if (issues.length === 0) return text.trim().replaceAll(/\s+/g, ' ');
  const whys = issues.map(({ expected, received }) => {
    // The message repeats the whole text.
    return received === text ? expected : `${expected}, not ${received}`;
  });
  throw new InvalidArgumentError(`use ${whys.join('; ')}`);
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

/** A multiple such as `1.5x`. */
export const multiple = (text: string): number => {
  const value = /^\d{1,6}(?:\.\d{1,6})?x?$/i.test(text) ? Number.parseFloat(text) : 0;
  if (value > 0) return value;
  throw new InvalidArgumentError('use a multiple greater than 0, such as 1.5x');
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

/** A flag that takes states of runs in any usual spelling, and possibly other words, separated by commas. */
export const stateList = <const Usage extends string, const Choice extends string>(
  usage: Usage,
  description: string,
  choices: readonly Choice[],
  byDefault?: Choice,
) => list(usage, description, choices, byDefault, runStateOf);

/** A flag that takes some words, separated by commas; `read` gives the usual form of a word. */
export const list = <const Usage extends string, const Choice extends string>(
  usage: Usage,
  description: string,
  choices: readonly Choice[],
  byDefault?: Choice,
  read: (word: string) => string = (word) => word,
) => {
  const option = new Option(usage, description).argParser((text): readonly Choice[] =>
    text.split(',').map((word) => choiceOf(read(word.trim()), choices)),
  );
  return Object.assign(option, { argChoices: [...choices], defaultValueDescription: byDefault });
};
