/** How often a run is looked at while it is waited for. */
export interface PollSettings {
  readonly firstMs: number;
  readonly factor: number;
  readonly capMs: number;
  /** Part of the interval that chance may add or take away: 0.2 is ±20 %. */
  readonly jitter: number;
  /** How long the service may give no good answer before the wait fails. */
  readonly outageMs: number;
  /** How long after the start of a wait a 404 is put down to the service being late to know a new run. */
  readonly notFoundGraceMs: number;
}

export const defaultPoll: PollSettings = {
  firstMs: 1_000,
  factor: 1.5,
  capMs: 30_000,
  jitter: 0.2,
  outageMs: 300_000,
  notFoundGraceMs: 30_000,
};

/** The wait before poll number `poll` (1 is the first after the initial look), `random` in [0, 1). */
export const pollDelay = (settings: PollSettings, poll: number, random: number): number => {
  const steps = Math.min(poll - 1, 64);
  const interval = Math.min(settings.capMs, settings.firstMs * settings.factor ** steps);
  return Math.min(settings.capMs, interval * (1 + settings.jitter * (2 * random - 1)));
};
