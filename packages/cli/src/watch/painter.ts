import type { Output } from '../context.js';
import { widthOf } from '../render/width.js';

/** Draws frames in place, each over the previous one. */
export interface Painter {
  paint(lines: readonly string[]): void;
}

// Our own colors take no columns.
const bare = (line: string): string => line.replace(/\u001b\[\d+m/g, '');

export const painterOn = (output: Output): Painter => {
  let before: readonly string[] = [];
  return {
    paint: (lines) => {
      // A terminal that became narrower has wrapped the previous lines.
      const taken = before.reduce(
        (sum, line) => sum + Math.max(1, Math.ceil(widthOf(bare(line)) / output.columns)),
        0,
      );
      const up = taken === 0 ? '' : `\u001b[${taken}A\r`;
      before = lines;
      output.write(`${up}\u001b[J${lines.join('\n')}\n`)?.catch(() => undefined);
    },
  };
};
