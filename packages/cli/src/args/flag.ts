import { parseDuration } from '../render/duration.js';
import { UsageError } from '../usage-error.js';
import { nearest } from './nearest.js';

/** One flag: how it is written, what it is for, and how its text becomes a value. */
export interface Flag<Value> {
  readonly brief: string;
  /** One letter. */
  readonly short?: string;
  /** What stands for the value in help; a flag without takes no value. */
  readonly placeholder?: string;
  /** The value when the flag is not given. */
  readonly initial: Value;
  readonly repeatable?: boolean;
  readonly choices?: readonly string[];
  /** The value after one more occurrence. Throws a `UsageError`. */
  readonly read: (text: string, before: Value, name: string) => Value;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- `read` makes a flag invariant in its value
export type FlagSet = Readonly<Record<string, Flag<any>>>;

/** The values of a set of flags, by name. */
export type Values<Flags extends FlagSet> = {
  readonly [Name in keyof Flags]: Flags[Name] extends Flag<infer Value> ? Value : never;
};

type Maybe<Value> = Value | undefined;
interface More {
  readonly short?: string;
}

export const text = (placeholder: string, brief: string): Flag<Maybe<string>> => ({
  placeholder,
  brief,
  initial: undefined,
  read: (given) => given,
});

/** Text that says something: for names and ids, where empty text is a slip. */
export const nonEmpty = (placeholder: string, brief: string): Flag<Maybe<string>> => ({
  ...text(placeholder, brief),
  read: (given, _before, name) => {
    if (given.trim() === '') throw new UsageError(`flag ${name} needs a value that is not empty`);
    return given;
  },
});

export const on = (brief: string, { short }: More = {}): Flag<boolean> => ({
  brief,
  ...(short === undefined ? {} : { short }),
  initial: false,
  read: () => true,
});

export const count = (short: string, brief: string): Flag<number> => ({
  brief,
  short,
  initial: 0,
  repeatable: true,
  read: (_given, before) => before + 1,
});

export const integer = (placeholder: string, brief: string, least: number): Flag<Maybe<number>> => ({
  placeholder,
  brief,
  initial: undefined,
  read: (given, _before, name) => {
    const value = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (!(value >= least))
      throw new UsageError(`flag ${name} takes a whole number from ${least}, not "${given}"`);
    return value;
  },
});

/** A whole number, or `none`, which is null. */
export const integerOrNone = (
  placeholder: string,
  brief: string,
  least: number,
): Flag<Maybe<number | null>> => ({
  placeholder: `${placeholder}|none`,
  brief,
  initial: undefined,
  read: (given, _before, name) =>
    given === 'none' ? null : (integer(placeholder, brief, least).read(given, undefined, name) ?? null),
});

/** A question after a message: what was meant, if that can be guessed. */
const didYouMean = (given: string, choices: readonly string[]): string => {
  const near = nearest(given, choices);
  return near === undefined ? '' : `; did you mean ${near}?`;
};

/** A length of time, in milliseconds. */
export const duration = (brief: string): Flag<Maybe<number>> => ({
  placeholder: 'D',
  brief,
  initial: undefined,
  read: (given, _before, name) => {
    const ms = parseDuration(given);
    if (ms === undefined || ms <= 0) {
      throw new UsageError(`flag ${name} takes a duration such as 500ms, 30s, 5m or 2h, not "${given}"`);
    }
    return ms;
  },
});

export const choice = <const Choice extends string>(
  choices: readonly Choice[],
  brief: string,
  more: More & { readonly placeholder?: string } = {},
): Flag<Maybe<Choice>> => ({
  placeholder: choices.join('|'),
  brief,
  ...more,
  choices,
  initial: undefined,
  read: (given, _before, name) => {
    const found = choices.find((candidate) => candidate === given);
    if (found !== undefined) return found;
    throw new UsageError(
      `flag ${name} takes one of ${choices.join(', ')}, not "${given}"${didYouMean(given, choices)}`,
    );
  },
});

/** A flag that may be given several times: its texts in order. */
export const several = (placeholder: string, brief: string): Flag<readonly string[]> => ({
  placeholder,
  brief,
  initial: [],
  repeatable: true,
  read: (given, before) => [...before, given],
});

/** Comma-separated words, each one of the choices whatever its case. */
export const wordsOf = (
  placeholder: string,
  choices: readonly string[],
  brief: string,
): Flag<Maybe<readonly string[]>> => ({
  placeholder,
  brief,
  choices,
  initial: undefined,
  read: (given, _before, name) =>
    given.split(',').map((word) => {
      const found = choices.find((candidate) => candidate.toLowerCase() === word.trim().toLowerCase());
      if (found !== undefined) return found;
      throw new UsageError(
        `flag ${name} takes ${choices.join(', ')}, not "${word.trim()}"${didYouMean(word.trim(), choices)}`,
      );
    }),
});
