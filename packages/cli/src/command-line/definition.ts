import type { OutputMode } from '../output/modes.js';
import { Command, type Option, type OptionValues } from '@commander-js/extra-typings';

/** One word of a command line that is not a flag. */
export interface Argument {
  /** As help writes it: `JOB`. */
  readonly name: string;
  readonly summary: string;
  /** Takes all remaining words, at least one. */
  readonly many?: true;
  readonly optional?: true;
  /** The flag that is given instead of it. */
  readonly unless?: string;
  /** Its fixed values, for completion. */
  readonly choices?: readonly string[];
  /** Throws a `UsageError` for a word that cannot be meant. */
  readonly check?: (word: string, flags: { readonly byName?: boolean | undefined }) => void;
}

export type Example = readonly [does: string, line: string];

/** The names of flags; they do not decide which flags there are. */
type Names<Flags> = string & keyof NoInfer<Flags>;

/** A command, as far as the command line needs it: its flags and its help. */
export interface Definition<Flags = unknown> {
  readonly name: string;
  readonly alias?: string;
  readonly summary: string;
  /** Paragraphs below the summary. */
  readonly details?: readonly string[];
  readonly examples?: readonly Example[];
  readonly args?: readonly Argument[];
  /** Adds the command's own flags; the global flags are added to every command. */
  readonly options?: (command: Command) => Command<[], Flags & OptionValues>;
  /** Flags of similar commands that this one does not have, and why. */
  readonly refuses?: Readonly<Record<string, string>>;
  /** Groups of flags of which at most one may be given. */
  readonly exclusive?: readonly (readonly (string & keyof Flags)[])[];
  /** Flags that require one of some others. */
  readonly needs?: Readonly<Partial<Record<Names<Flags>, readonly Names<Flags>[]>>>;
  /** Sends requests that change something, so --dry-run applies. */
  readonly mutates?: true;
  /** Deletes or cancels, so JOB and RUN cannot be the beginning of an id. */
  readonly needsWholeIds?: true;
  /** Prints a body of the service, so --raw applies. */
  readonly raw?: true;
  /** The values of --output, if not those of every command. */
  readonly modes?: readonly OutputMode[];
  /** Never contacts the service: no settings are read. */
  readonly offline?: true;
}

/** Commands that share their first word: `wxdi job list`, `wxdi job get`. */
export interface Group<Command extends Definition = Definition> {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Command[];
}

export type Node<Command extends Definition = Definition> = Command | Group<Command>;
export type Tree<Command extends Definition = Definition> = readonly Node<Command>[];

export const isGroup = <Command extends Definition>(node: Node<Command>): node is Group<Command> =>
  'commands' in node;

/** The options of a command itself, without the global ones. */
export const ownOptions = ({ options }: Definition): readonly Option[] =>
  options?.(new Command()).options ?? [];

/** The arguments and flags in the usage line of help. */
export const usageOf = ({ args = [] }: Definition): string => {
  const texts = args.map(({ name, many, optional, unless }) => {
    const text = many === true ? `${name}...` : name;
    return optional === true || unless !== undefined ? `[${text}]` : text;
  });
  return [...texts, '[flags]'].join(' ');
};

/** The command or group that the words name, and the words after it. */
export const nodeAt = (
  tree: Tree,
  words: readonly string[],
): { readonly node: Node | undefined; readonly rest: readonly string[] } => {
  const [word, ...rest] = words;
  const named = (one: Node): boolean => one.name === word || (!isGroup(one) && one.alias === word);
  const node = word === undefined ? undefined : tree.find(named);
  if (node === undefined) return { node, rest: words };
  const below = isGroup(node) ? nodeAt(node.commands, rest) : undefined;
  return below?.node === undefined ? { node, rest } : below;
};
