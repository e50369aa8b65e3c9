import type { LogRead, LogWindow } from '@wxdi/core';
import { emptyWindow, gapAtEnd, layRead } from '@wxdi/core';

/** What following a log returns for these reads. */
export const follow = (reads: readonly LogRead[]) => {
  const lines: string[] = [];
  const gaps: (number | undefined)[] = [];
  const steps: { readonly read: readonly string[]; readonly after: readonly string[] }[] = [];
  let window: LogWindow = emptyWindow;
  for (const read of reads) {
    const laid = layRead(window, read);
    if (laid.gap !== undefined) gaps.push(laid.gap.missing);
    lines.push(...read.lines.slice(laid.from));
    steps.push({ read: read.lines, after: [...lines] });
    ({ window } = laid);
  }
  return { lines, gaps, steps, window, atEnd: gapAtEnd(window)?.missing };
};
