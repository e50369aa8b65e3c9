import type { Printing } from './printing.js';
import { toJson } from '../render/json.js';
import { tsvField, visible } from '../render/visible.js';
import { toYaml } from '../render/yaml.js';

/** Whether the output is a document for programs, or a selection from one. */
export const wantsDocument = ({ output, query }: Pick<Printing, 'output' | 'query'>): boolean =>
  output === 'json' || output === 'jsonl' || output === 'yaml' || query !== undefined;

/** Prints a document, or what --query selects from it. */
export const printDocument = async (
  { lines, output, query }: Pick<Printing, 'lines' | 'output' | 'query'>,
  document: unknown,
): Promise<void> => {
  const value = query === undefined ? document : query(document);
  switch (output) {
    case 'json':
      await lines.push(toJson(value ?? null, 2));
      break;
    case 'jsonl':
      await lines.push(toJson(value ?? null));
      break;
    case 'yaml':
      await lines.push(await toYaml(value));
      break;
    case 'table':
    case 'wide':
    case 'name':
    case 'tsv':
      for (const line of plainLines(value, output === 'tsv' ? tsvField : visible)) await lines.push(line);
      break;
  }
  await lines.send();
};

/** A result of --query for shell scripts: strings without quotes, a list as lines, a list of lists as columns. */
const plainLines = (value: unknown, text: (value: string) => string): readonly string[] => {
  const plain = (item: unknown): string => {
    if (item === null || item === undefined) return '';
    return typeof item === 'string' ? text(item) : toJson(item);
  };
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [plain(value)];
  return value.map((item: unknown) => (Array.isArray(item) ? item.map(plain).join('\t') : plain(item)));
};
