import type { LogEntry } from '@wxdi/sdk';
import type { OutputMode } from '../args/globals.js';
import type { Style } from './style.js';
import { visible } from './visible.js';

const tints: Readonly<Record<string, keyof Style>> = { warning: 'yellow', error: 'red', fatal: 'red' };

/** An entry as lines of text, as the engine wrote them, but harmless to a terminal. */
export const logLines = (
  { raw, severity }: LogEntry,
  { output, style }: { readonly output: OutputMode; readonly style: Style },
): readonly string[] => {
  // A tab does no harm in a line of its own, and its width would depend on where it stands.
  const lines = raw.split(/\r?\n/).map((line) => visible(line.replaceAll('\t', '    ')));
  const tint = severity === undefined ? undefined : tints[severity];
  return tint === undefined || output !== 'table' ? lines : lines.map(style[tint]);
};
