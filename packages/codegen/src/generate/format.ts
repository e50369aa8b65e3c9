import { format } from 'prettier';

/** The first lines of every generated file. */
const header = (command: string, source: string): string =>
  `// Generated from ${source} by \`${command}\`. Do not edit.\n\n`;

/** A generated file in its final form: headed and laid out like the rest of the sources. */
export const finish = async (text: string, source: string): Promise<string> =>
  format(header('npm run generate', source) + text, {
    parser: 'typescript',
    // Without a name, prettier searches the whole text for JSX, which takes longer than all the rest.
    filepath: 'generated.ts',
    printWidth: 110,
    singleQuote: true,
    trailingComma: 'all',
    objectWrap: 'collapse',
  });
