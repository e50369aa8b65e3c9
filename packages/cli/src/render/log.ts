import type { LogEntry } from '@wxdi/sdk';
import type { Style } from './style.js';
import { isPlain, visible } from './visible.js';

const tints: Readonly<Record<string, keyof Style>> = { warning: 'yellow', error: 'red', fatal: 'red' };

/** An entry as one or more lines, as the engine wrote it but safe for a terminal. */
export const logText = ({ raw, severity }: LogEntry, style: Style): string => {
  const tint = severity === undefined ? undefined : tints[severity];
  // Nearly all entries are one plain line, and a log may have a million of them.
  if (tint === undefined && isPlain(raw)) return raw;
  // A tab is harmless here, but its width would depend on its position.
  const lines = raw.split(/\r?\n/).map((line) => visible(line.replaceAll('\t', '    ')));
  return (tint === undefined ? lines : lines.map(style[tint])).join('\n');
};

/** Lines that the service did not return. */
export const missingText = (missing: number | undefined): string => {
  if (missing === undefined) return 'lines are missing';
  return missing === 1 ? '1 line is missing' : `${missing} lines are missing`;
};
