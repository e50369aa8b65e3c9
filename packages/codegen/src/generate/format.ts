import { format } from 'prettier';
import { oneLine } from '../document/text.js';

/** The first lines of every generated file. */
const header = (command: string, source: string): string =>
  `// Generated from ${oneLine(source)} by \`${command}\`. Do not edit.\n\n`;

/** Adds the header to a generated file and formats it like the other sources. */
export const finish = async (text: string, source: string): Promise<string> =>
  format(header('npm run generate', source) + text, {
    parser: 'typescript',
    // Without a file name, prettier searches the whole text for JSX, which takes most of the time.
    filepath: 'generated.ts',
    printWidth: 110,
    singleQuote: true,
    trailingComma: 'all',
    objectWrap: 'collapse',
  });
