import type { Session } from '../session.js';
import { toJson } from '../render/json.js';
import { toYaml } from '../render/yaml.js';
import { tsvField, visible } from '../render/visible.js';

/** Whether the output is a document for programs, or a part of one that --query takes. */
export const wantsDocument = ({ output, query }: Pick<Session, 'output' | 'query'>): boolean =>
  output === 'json' || output === 'jsonl' || output === 'yaml' || query !== undefined;

/** A whole document: what --query leaves of it, in the form that was asked for. */
export const printDocument = async (session: Session, document: unknown): Promise<void> => {
  const { lines, output, query } = session;
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

/** A result of --query for shell scripts: texts without quotes, a list as lines, a list of lists as columns. */
const plainLines = (value: unknown, text: (value: string) => string): readonly string[] => {
  const plain = (item: unknown): string => {
    if (item === null || item === undefined) return '';
    if (typeof item === 'string') return text(item);
    return toJson(item);
  };
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [plain(value)];
  return value.map((item: unknown) => (Array.isArray(item) ? item.map(plain).join('\t') : plain(item)));
};
