import type { LogEntry } from '@wxdi/sdk';
import type { OutputMode } from '../args/globals.js';
import type { Style } from './style.js';
import { isPlain, visible } from './visible.js';

const tints: Readonly<Record<string, keyof Style>> = { warning: 'yellow', error: 'red', fatal: 'red' };

/** An entry as text, one or more lines, as the engine wrote it but harmless to a terminal. */
export const logText = (
  { raw, severity }: LogEntry,
  { output, style }: { readonly output: OutputMode; readonly style: Style },
): string => {
  const tint = severity === undefined || output !== 'table' ? undefined : tints[severity];
  // Nearly all entries are one plain line, and there may be a million of them.
  if (tint === undefined && isPlain(raw)) return raw;
  // A tab does no harm in a line of its own, and its width would depend on where it stands.
  const lines = raw.split(/\r?\n/).map((line) => visible(line.replaceAll('\t', '    ')));
  return (tint === undefined ? lines : lines.map(style[tint])).join('\n');
};
