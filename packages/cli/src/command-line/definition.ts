import type { Option, OptionValues } from '@commander-js/extra-typings';
import type { Session } from '../session.js';
import { Command } from '@commander-js/extra-typings';

/** One word of a command line that is not a flag. */
export interface Argument {
  /** As help writes it: `JOB`. */
  readonly name: string;
  readonly summary: string;
  /** Takes all remaining words, at least one. */
  readonly many?: true;
  readonly optional?: true;
  /** Its fixed values, for completion. */
  readonly choices?: readonly string[];
}

/** What the example does, and its command line. */
export type Example = readonly [does: string, line: string];

/** A command: its flags, its help and its function. */
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
  /** Groups of flags of which at most one may be given. */
  readonly exclusive?: readonly (readonly (string & keyof Flags)[])[];
  /** Flags that require one of some others. */
  readonly needs?: Readonly<
    Partial<Record<string & keyof Flags, readonly [string & keyof Flags, ...(string & keyof Flags)[]]>>
  >;
  /** Sends requests that change something, so --dry-run applies. */
  readonly mutates?: true;
  /** Prints a body of the service, so --raw applies. */
  readonly raw?: true;
  /** Never contacts the service: no settings are read. */
  readonly offline?: true;
  /** The exit code; nothing for 0. */
  readonly run: (session: Session, flags: Flags, args: readonly string[]) => Promise<number | void>;
}

/** Commands that share their first word: `wxdi job list`, `wxdi job get`. */
export interface Group {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Definition[];
}

export type Node = Definition | Group;
export type Tree = readonly Node[];

export const isGroup = (node: Node): node is Group => 'commands' in node;

/** The flags that `options` adds. */
export type FlagsOf<Options extends (command: Command) => { opts(): unknown }> = Readonly<
  ReturnType<ReturnType<Options>['opts']>
>;

/** Infers the types of the flags from `options`. */
export const command = <Flags extends OptionValues>(definition: Definition<Flags>): Definition =>
  definition as unknown as Definition;

/** The options of a command itself, without the global ones. */
export const ownOptions = ({ options }: Definition): readonly Option[] =>
  options?.(new Command()).options ?? [];

export const JOB: Argument = { name: 'JOB', summary: 'id or exact name of a job' };
export const RUN: Argument = {
  name: 'RUN',
  summary: 'id or exact name of a run, @latest or @active',
  choices: ['@latest', '@active'],
};

/** The arguments and flags in the usage line of help. */
export const usageOf = ({ args = [] }: Definition): string =>
  [...args.map(argumentText), '[flags]'].join(' ');

const argumentText = ({ name, many, optional }: Argument): string => {
  const text = many === true ? `${name}...` : name;
  return optional === true ? `[${text}]` : text;
};

/** The command or group that the words lead to, as far as they lead. */
export const nodeAt = (
  tree: Tree,
  words: readonly string[],
): { readonly node: Node | undefined; readonly path: readonly string[] } => {
  let node: Node | undefined;
  const path: string[] = [];
  for (const word of words) {
    const nodes: Tree = node === undefined ? tree : isGroup(node) ? node.commands : [];
    const next = nodes.find(
      (candidate) => candidate.name === word || (!isGroup(candidate) && candidate.alias === word),
    );
    if (next === undefined) break;
    node = next;
    path.push(next.name);
  }
  return { node, path };
};
