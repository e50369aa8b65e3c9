/** Longest wait that Node's timers know, about 25 days; a longer one would fire at once. */
const longest = 2 ** 31 - 1;

/** A timer whose length may be `Infinity`. */
export const after = (ms: number, run: () => void): NodeJS.Timeout => setTimeout(run, Math.min(ms, longest));
