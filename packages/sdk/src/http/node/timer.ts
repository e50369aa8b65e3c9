/** The limit of Node's timers, about 25 days; a longer one would fire immediately. */
const longest = 2 ** 31 - 1;

/** A timer whose delay may be `Infinity`. */
export const after = (ms: number, run: () => void): NodeJS.Timeout => setTimeout(run, Math.min(ms, longest));
