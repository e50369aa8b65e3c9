import type { JSONValue } from '@jmespath-community/jmespath';
import { parseJson, printJson } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Style } from '../render/style.js';
import type { Columns } from '../render/views.js';
import type { Messages } from './messages.js';
import type { OutputMode } from './modes.js';
import { UsageError } from '../errors.js';
import { toJson, toYaml } from '../render/json.js';
import { tsvField, visible } from '../render/visible.js';
import { pushAll, type Lines } from './lines.js';

export type Query = (document: unknown) => unknown;

/** Where and how output is printed. */
export interface Printing {
  readonly context: Context;
  /** Data, to stdout. */
  readonly lines: Lines;
  readonly output: OutputMode;
  /** Selects from the JSON of the output. */
  readonly query: Query | undefined;
  /** Response bodies of the service, kept to be printed with --raw. */
  readonly raw: string[] | undefined;
  /** Colors of stdout. */
  readonly style: Style;
  readonly say: Messages;
  readonly settings: { readonly columns?: Columns | undefined };
  /** Records what was done; the last record counts. */
  readonly remember: (progress: Progress) => void;
}

/** What was done so far. It is reported even when stdout cannot be written. */
export interface Progress {
  /** A sentence without its period: `run 7f3a was started`. */
  readonly what: string;
  /** The command that shows it. */
  readonly look?: string;
  /** The exit code that the command ends with, unless it is 0. */
  readonly exitCode?: number;
}

/** Reads a JMESPath expression; an invalid one is exit 2, before anything is sent. */
export const queryOf = async (expression: string): Promise<Query> => {
  const { compile, TreeInterpreter } = await import('@jmespath-community/jmespath');
  const guarded = <A>(work: () => A): A => {
    try {
      return work();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'invalid expression';
      throw new UsageError(`flag --query: ${why}: ${expression}`, 'https://jmespath.org');
    }
  };
  const tree = guarded(() => compile(expression));
  // A round trip through JSON removes undefined members.
  return (document) =>
    guarded(() => TreeInterpreter.search(tree, parseJson(printJson(document)) as JSONValue));
};

/** Whether the output is a document for programs, or a selection from one. */
export const wantsDocument = ({ output, query }: Pick<Printing, 'output' | 'query'>): boolean =>
  output === 'json' || output === 'jsonl' || output === 'yaml' || query !== undefined;

/** Prints a document, or what --query selects from it. */
export const printDocument = async (
  { lines, output, query }: Pick<Printing, 'lines' | 'output' | 'query'>,
  document: unknown,
): Promise<void> => {
  const value = query === undefined ? document : query(document);
  if (output === 'json') await pushAll(lines, jsonLines(value ?? null), (line) => line);
  else if (output === 'jsonl') await lines.push(toJson(value ?? null));
  else if (output === 'yaml') await lines.push(await toYaml(value));
  else await pushAll(lines, [value ?? []].flat(), plainLine(output === 'tsv' ? tsvField : visible));
  await lines.send();
};

/** JSON item by item: the whole text of a long list would be longer than a string can be. */
function* jsonLines(value: unknown): Generator<string> {
  if (!Array.isArray(value) || value.length === 0) {
    yield toJson(value, 2);
    return;
  }
  yield '[';
  for (const [at, item] of value.entries()) {
    const text = toJson(item ?? null, 2).replaceAll('\n', '\n  ');
    yield `  ${text}${at === value.length - 1 ? '' : ','}`;
  }
  yield ']';
}

/** A result of --query for shell scripts: strings without quotes, a list as lines, a list of lists as columns. */
const plainLine = (safe: (text: string) => string): ((item: unknown) => string) => {
  const plain = (item: unknown): string => {
    if (item === null || item === undefined) return '';
    return typeof item === 'string' ? safe(item) : toJson(item);
  };
  return (item) => (Array.isArray(item) ? item.map(plain).join('\t') : plain(item));
};
