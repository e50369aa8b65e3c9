import type { Session } from '../session.js';
import type { FlagSet, Values } from './flag.js';

/** One word of a command line that is no flag. */
interface Argument {
  /** As help writes it: `JOB`. */
  readonly name: string;
  readonly brief: string;
  /** Takes all words that are left, at least one. */
  readonly many?: boolean;
  readonly optional?: boolean;
}

interface Example {
  readonly does: string;
  readonly line: string;
}

/** What a command does, given its flags and words: the exit code. */
export type Run<Flags extends FlagSet = FlagSet> = (
  session: Session,
  flags: Values<Flags>,
  args: readonly string[],
) => Promise<number>;

/** All that can be known of a command without loading it. */
export interface Declaration<Flags extends FlagSet = FlagSet> {
  /** `['job', 'list']` */
  readonly path: readonly string[];
  readonly brief: string;
  /** Paragraphs under the brief. */
  readonly details?: readonly string[];
  readonly examples: readonly Example[];
  readonly args: readonly Argument[];
  readonly flags: Flags;
  /** Groups of flags of which at most one may be given. */
  readonly exclusive?: readonly (readonly (string & keyof Flags)[])[];
  /** Flags that mean nothing without one of some others. */
  readonly needs?: readonly {
    readonly flag: string & keyof Flags;
    readonly oneOf: readonly (string & keyof Flags)[];
  }[];
  /** Sends requests that change something, so that --dry-run means something. */
  readonly changes?: boolean;
  /** Prints what the service answers, so that --raw means something. */
  readonly raw?: boolean;
  /** Has nothing to do with the service: no configuration is read. */
  readonly offline?: boolean;
  /** Flags of the contract that are not built yet. */
  readonly later?: readonly string[];
}

/** A declaration and the way to what it declares: its code is loaded when it is called. */
export interface Command extends Declaration {
  readonly load: () => Promise<{ readonly run: Run }>;
}

export const command = <const Flags extends FlagSet>(
  declaration: Declaration<Flags>,
  load: () => Promise<{ readonly run: Run<Flags> }>,
): Command => ({ ...declaration, load }) as unknown as Command;

/** Keeps the types of the flags, which a plain annotation would widen. */
export const declare = <const Flags extends FlagSet>(declaration: Declaration<Flags>): Declaration<Flags> =>
  declaration;
