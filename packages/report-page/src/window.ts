import { dateMinute } from './format.js';

/** The time that the report covers, as epoch milliseconds. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Tick {
  /** 0 to 1. */
  readonly at: number;
  readonly label: string;
}

/** Where a time is in the window: 0 at its begin, 1 at its end. A time outside is moved to the edge. */
export const placeOf = ({ fromMs, toMs }: Window, ms: number): number =>
  toMs === fromMs ? 0 : Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440].map((minutes) => minutes * minuteMs);
const mostTicks = 9;

/** At most nine marks at round times: the time of day, or the date at midnight. */
export const ticksOf = (window: Window): readonly Tick[] => {
  const { fromMs, toMs } = window;
  const step = stepFor(toMs - fromMs);
  const first = Math.ceil(fromMs / step) * step;
  const number = Math.floor((toMs - first) / step) + 1;
  return Array.from({ length: Math.max(0, number) }, (_, n) => {
    const ms = first + n * step;
    const text = dateMinute(ms);
    return { at: placeOf(window, ms), label: ms % dayMs === 0 ? text.slice(-11, -6) : text.slice(-5) };
  });
};

const stepFor = (lengthMs: number): number => {
  const fits = (step: number): boolean => lengthMs / step < mostTicks;
  const days = 2 ** Math.ceil(Math.log2(Math.max(2, lengthMs / dayMs / (mostTicks - 1))));
  return steps.find(fits) ?? days * dayMs;
};

/** `24 hours`, `90 minutes`, `3 days`. */
export const lengthOf = ({ fromMs, toMs }: Window): string => {
  const minutes = Math.round((toMs - fromMs) / minuteMs);
  const [value, unit] =
    minutes >= 2_880
      ? [minutes / 1_440, 'day']
      : minutes >= 120
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  const rounded = Math.round(value * 10) / 10;
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
};
