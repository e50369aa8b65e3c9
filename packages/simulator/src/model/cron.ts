/** Five-field cron in UTC: enough to say when a schedule fires next. */

interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** As in Vixie cron: when both day fields are restricted, either one is enough. */
  readonly eitherDay: boolean;
}

const field = (text: string, low: number, high: number): ReadonlySet<number> | undefined => {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    if (match === null) return undefined;
    const [, from, to, every] = match;
    const step = every === undefined ? 1 : Number(every);
    const first = from === undefined ? low : Number(from);
    const last = to !== undefined ? Number(to) : from === undefined || every !== undefined ? high : first;
    if (step < 1 || first < low || last > high || first > last) return undefined;
    for (let v = first; v <= last; v += step) values.add(v);
  }
  return values;
};

export const parseCron = (text: string): Cron | undefined => {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 5) return undefined;
  const [m = '', h = '', d = '', mo = '', w = ''] = parts;
  const minutes = field(m, 0, 59);
  const hours = field(h, 0, 23);
  const days = field(d, 1, 31);
  const months = field(mo, 1, 12);
  const sevens = field(w, 0, 7);
  if (!minutes || !hours || !days || !months || !sevens) return undefined;
  const weekdays = new Set([...sevens].map((v) => v % 7));
  return { minutes, hours, days, months, weekdays, eitherDay: !d.startsWith('*') && !w.startsWith('*') };
};

const dayMatches = (cron: Cron, date: Date): boolean => {
  if (!cron.months.has(date.getUTCMonth() + 1)) return false;
  const day = cron.days.has(date.getUTCDate());
  const weekday = cron.weekdays.has(date.getUTCDay());
  return cron.eitherDay ? day || weekday : day && weekday;
};

const dayMs = 86_400_000;
/** 29 February on a given weekday comes within 40 years, but for 2100. */
const horizonDays = 366 * 41;

/** The next `count` instants after `after` and not after `until`, in ascending order. */
export const nextFires = (
  cron: Cron,
  after: number,
  count: number,
  until: number = Number.POSITIVE_INFINITY,
): readonly number[] => {
  const fires: number[] = [];
  const firstDay = Math.floor(after / dayMs) * dayMs;
  for (let i = 0; i < horizonDays && firstDay + i * dayMs <= until; i += 1) {
    const day = firstDay + i * dayMs;
    if (!dayMatches(cron, new Date(day))) continue;
    for (const hour of [...cron.hours].sort((a, b) => a - b)) {
      for (const minute of [...cron.minutes].sort((a, b) => a - b)) {
        const at = day + hour * 3_600_000 + minute * 60_000;
        if (at <= after) continue;
        if (at > until || fires.length >= count) return fires;
        fires.push(at);
      }
    }
  }
  return fires;
};
