/** Polling of a run while waiting for it. */
export interface PollSettings {
  /** Wait after the first poll, in milliseconds. */
  readonly firstMs: number;
  /** Growth of the wait from poll to poll. */
  readonly factor: number;
  /** Longest wait, in milliseconds. */
  readonly capMs: number;
  /** Random part of the interval: 0.2 is ±20 %. */
  readonly jitter: number;
  /** How long polls may fail before the wait fails. */
  readonly outageMs: number;
  /** How long a 404 is tolerated for a new run. */
  readonly notFoundGraceMs: number;
}

/** After 1 s, growing to 30 s; outages of 5 minutes are tolerated. */
export const defaultPoll: PollSettings = {
  firstMs: 1_000,
  factor: 1.5,
  capMs: 30_000,
  jitter: 0.2,
  outageMs: 300_000,
  notFoundGraceMs: 30_000,
};

/** The wait before poll number `poll` (1 is the first after the initial one), `random` in [0, 1). */
export const pollDelay = (settings: PollSettings, poll: number, random: number): number => {
  const steps = Math.min(poll - 1, 64);
  const interval = Math.min(settings.capMs, settings.firstMs * settings.factor ** steps);
  return Math.min(settings.capMs, interval * (1 + settings.jitter * (2 * random - 1)));
};
