import { format } from 'prettier';
import { stringify } from 'yaml';
import { nodeAt, type Node } from '../document/node.js';

const ORDER = ['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components'];

/** A document as YAML, laid out like the rest of the sources. */
export const printDocument = async (document: Node, vendor: Node): Promise<string> => {
  const { title, version } = nodeAt(vendor, 'info');
  const rank = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  const entries = Object.entries(document).sort(([a], [b]) => rank(a) - rank(b));
  const header = [
    `# Made by \`npm run regenerate\` from: ${String(title)} ${String(version)}`.replaceAll(/\s+/g, ' '),
    '# by way of selection.yaml and corrections.overlay.yaml. What the next regeneration shall keep belongs there.',
  ];
  const body = stringify(Object.fromEntries(entries), { lineWidth: 0, aliasDuplicateObjects: false });
  return format(`${header.join('\n')}\n${body}`, { parser: 'yaml', singleQuote: true, printWidth: 110 });
};
