/**
 * Epoch milliseconds as ISO 8601 in UTC, as Date writes them but without a fraction of zero. Whole seconds are written
 * by hand: a row of a listing has several, and Date takes for two of them as long as decoding takes for twenty rows.
 */
export const iso = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  if (seconds * 1_000 !== ms || seconds < 0 || seconds >= year10000) return byDate(ms);
  const days = Math.floor(seconds / 86_400);
  return written(dateOf(days), seconds - days * 86_400);
};

/** The first second that needs a year of more than four digits. */
const year10000 = 253_402_300_800;

const byDate = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

const whole = (a: number, b: number): number => (a / b) | 0;

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The date so many days after 1970-01-01. Counts in eras of 400 years from a 1st of March, so that a leap day ends its
 * year: Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
const dateOf = (days: number): CalendarDate => {
  const sinceMarch = days + 719_468;
  const era = whole(sinceMarch, 146_097);
  const ofEra = sinceMarch - era * 146_097;
  const leapless = ofEra - whole(ofEra, 1_460) + whole(ofEra, 36_524) - whole(ofEra, 146_096);
  const year = whole(leapless, 365);
  const ofYear = ofEra - (365 * year + whole(year, 4) - whole(year, 100));
  const fromMarch = whole(5 * ofYear + 2, 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: year + era * 400 + (month < 3 ? 1 : 0),
    month,
    day: ofYear - whole(153 * fromMarch + 2, 5) + 1,
  };
};

const tens = (n: number): number => 48 + whole(n, 10);
const ones = (n: number): number => 48 + (n % 10);
const [dash, colon, t, z] = [45, 58, 84, 90];

/** One flat text: put together of pieces it would be a tree of them. */
const written = ({ year, month, day }: CalendarDate, ofDay: number): string => {
  const century = whole(year, 100);
  const ofCentury = year % 100;
  const hour = whole(ofDay, 3_600);
  const minute = whole(ofDay, 60) % 60;
  const second = ofDay % 60;
  return String.fromCharCode(
    tens(century),
    ones(century),
    tens(ofCentury),
    ones(ofCentury),
    dash,
    tens(month),
    ones(month),
    dash,
    tens(day),
    ones(day),
    t,
    tens(hour),
    ones(hour),
    colon,
    tens(minute),
    ones(minute),
    colon,
    tens(second),
    ones(second),
    z,
  );
};
