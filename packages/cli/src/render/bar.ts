const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A value as a bar of one column, from nothing to `most`. */
export const bar = (value: number, most: number): string =>
  bars[Math.max(0, Math.min(7, Math.floor((value / Math.max(most, 0.001)) * 8)))] ?? '▁';
