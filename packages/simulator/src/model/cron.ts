import { Cron } from 'croner';

// Numbers only: croner also reads names, seconds and `?`, which takes today's date from the clock that a model must not read.
const fiveFields = /^[\d*,/-]+(?:\s+[\d*,/-]+){4}$/;

/** A cron expression of five fields in UTC; undefined if the text is not one. If both day fields are restricted, either one matches. */
export const parseCron = (text: string): Cron | undefined => {
  const expression = text.trim();
  if (!fiveFields.test(expression)) return undefined;
  try {
    return new Cron(expression, { mode: '5-part', utcOffset: 0, paused: true });
  } catch {
    return undefined;
  }
};

/** The next `count` instants after `after` and not after `until`, in ascending order. */
export const nextFires = (
  cron: Cron,
  after: number,
  count: number,
  until: number = Number.POSITIVE_INFINITY,
): readonly number[] => {
  const from = new Date(after);
  if (Number.isNaN(from.getTime())) return [];
  return cron
    .nextRuns(count, from)
    .map((fire) => fire.getTime())
    .filter((at) => at <= until);
};
