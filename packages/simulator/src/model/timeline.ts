import type { ResolvedPlan } from './plans.js';
import { isTerminal, type RunState } from './states.js';

/** The time from which the run is in this state. */
interface Moment {
  readonly at: number;
  readonly state: RunState;
}

/**
 * All states of a run, past and future, computed in advance: there are no timers. `held` are the remaining states when
 * the run was paused, as delays from that time.
 */
export interface Timeline {
  readonly moments: readonly Moment[];
  readonly held?: readonly { readonly after: number; readonly state: RunState }[];
}

const endOf = (plan: ResolvedPlan): RunState | undefined => {
  switch (plan.outcome) {
    case 'succeeds':
      return 'Completed';
    case 'warns':
      return 'CompletedWithWarnings';
    case 'errors':
      return 'CompletedWithErrors';
    case 'fails':
      return 'Failed';
    case 'hangs':
    case 'stalls':
    case 'streams':
    case 'uncompiled':
      return undefined;
  }
};

export const planTimeline = (
  plan: ResolvedPlan,
  start: number,
  firstState: 'Queued' | 'Starting' | 'Running',
): Timeline => {
  if (plan.outcome === 'uncompiled') return { moments: [{ at: start, state: 'Failed' }] };
  const moments: Moment[] = [];
  let at = start;
  if (plan.states !== undefined) {
    for (const { state, ms } of plan.states) {
      moments.push({ at, state });
      at += ms;
    }
    return { moments };
  }
  if (firstState === 'Queued' || plan.queuedMs > 0) {
    moments.push({ at, state: 'Queued' });
    at += plan.queuedMs > 0 ? plan.queuedMs : Math.round(plan.startingMs / 2);
  }
  if (firstState !== 'Running' || plan.outcome === 'stalls') {
    moments.push({ at, state: 'Starting' });
    if (plan.outcome === 'stalls') return { moments };
    at += plan.startingMs;
  }
  moments.push({ at, state: 'Running' });
  const end = endOf(plan);
  if (end !== undefined) moments.push({ at: at + plan.runningMs, state: end });
  return { moments };
};

export const momentAt = (timeline: Timeline, now: number): Moment =>
  timeline.moments.findLast((moment) => moment.at <= now) ?? (timeline.moments[0] as Moment);

export const stateAt = (timeline: Timeline, now: number): RunState => momentAt(timeline, now).state;

/** The time of the end, once it is reached. */
export const endAt = (timeline: Timeline, now: number): Moment | undefined => {
  const moment = momentAt(timeline, now);
  return isTerminal(moment.state) ? moment : undefined;
};

const past = (timeline: Timeline, now: number): readonly Moment[] =>
  timeline.moments.filter((moment) => moment.at <= now);

export const cancel = (timeline: Timeline, now: number, cancelingMs: number): Timeline => ({
  moments: [
    ...past(timeline, now),
    { at: now, state: 'Canceling' },
    { at: now + cancelingMs, state: 'Canceled' },
  ],
});

export const pause = (timeline: Timeline, now: number): Timeline => ({
  moments: [...past(timeline, now), { at: now, state: 'Paused' }],
  held: timeline.moments.filter((m) => m.at > now).map((m) => ({ after: m.at - now, state: m.state })),
});

export const resume = (timeline: Timeline, now: number, resumingMs: number): Timeline => ({
  moments: [
    ...past(timeline, now),
    { at: now, state: 'Resuming' },
    { at: now + resumingMs, state: 'Running' },
    ...(timeline.held ?? []).map((h) => ({ at: now + resumingMs + h.after, state: h.state })),
  ],
});

/** How long the run has been Running: its rows and its log are proportional to this. */
export const runningMs = (timeline: Timeline, now: number): number =>
  timeline.moments.reduce((sum, moment, i) => {
    if (moment.state !== 'Running' || moment.at >= now) return sum;
    return sum + Math.min(timeline.moments[i + 1]?.at ?? now, now) - moment.at;
  }, 0);

/** The time at which the run has been Running for this long; `undefined` if it never is. */
export const instantOfRunning = (timeline: Timeline, ms: number): number | undefined => {
  let left = ms;
  for (const [i, moment] of timeline.moments.entries()) {
    if (moment.state !== 'Running') continue;
    const until = timeline.moments[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (moment.at + left <= until) return moment.at + left;
    left -= until - moment.at;
  }
  return undefined;
};
