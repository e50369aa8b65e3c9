/**
 * The service returns a log, or a part of it, without saying which part: it may have dropped lines at either end. So
 * each read is compared with the lines that are known from earlier reads.
 */
export interface LogWindow {
  /**
   * The end of the log as far as it was read: twice as many lines as the last read had, but at least 1,000. Earlier
   * lines are forgotten.
   */
  readonly lines: readonly string[];
  /** Number of lines before these that were returned or reported as missing; infinite after a gap of unknown size. */
  readonly before: number;
  /** Number of lines of the log that were returned, or reported as missing. */
  readonly accounted: number;
  /** Number of lines of the whole log, as far as the service has said. */
  readonly total?: number | undefined;
  /** Number of lines that the last read lacked, according to the total. */
  readonly lacking: number;
}

/** One read of the log. */
export interface LogRead {
  readonly lines: readonly string[];
  /** Number of lines of the whole log, if the service says so. */
  readonly total?: number | undefined;
}

/** Lines that no read contained, or that cannot be placed: their number, if it is known. */
export interface LogGap {
  readonly missing?: number | undefined;
}

export interface LaidRead {
  /** Index of the first line of the read that is new. */
  readonly from: number;
  /** Lines are missing before the new lines. */
  readonly gap?: LogGap | undefined;
  /** For the next read. */
  readonly window: LogWindow;
}

/** Nothing has been read. */
export const emptyWindow: LogWindow = { lines: [], before: 0, accounted: 0, lacking: 0 };

const fewestKept = 1_000;

/**
 * Compares a read with the lines that are known of the log. The two overlap without ambiguity if
 *
 * - one begins with all lines of the other (the log has grown, or its end was dropped), or
 * - they have a line in common that occurs once in each, and all lines agree from there in both directions, or
 * - equal lines fit where the total numbers of lines place them.
 *
 * In each case the last known line may have been completed or changed since. Otherwise there is a gap, and all lines of
 * the read are new from the first one that differs. Every line of every read is returned, or reported as a gap. The time
 * is linear in the number of lines.
 */
export const layRead = (window: LogWindow, read: LogRead): LaidRead => {
  const total = Math.max(window.total ?? -1, read.total ?? -1);
  const said = { ...window, ...(total < read.lines.length ? {} : { total }) };
  if (read.lines.length === 0) return withLacking({ from: 0, window: said }, 0);
  if (window.lines.length === 0) return withLacking(laidAt(said, read, 0, false), window.lacking);
  const shift = placeOf(window, read);
  if (shift === undefined) return afterGap(said, read);
  const last = window.lines.length - 1;
  const amended = last - shift < read.lines.length && read.lines[last - shift] !== window.lines[last];
  return withLacking(laidAt(said, read, shift, amended), window.lacking);
};

/** The gap at the end of a log: lines that the service counted and never returned. */
export const gapAtEnd = ({ total, accounted }: LogWindow): LogGap | undefined =>
  total !== undefined && total > accounted ? { missing: total - accounted } : undefined;

/** Where the first line of the read is among the known lines; negative if it is before them. */
const placeOf = (window: LogWindow, read: LogRead): number | undefined => {
  const counted = countedPlace(window, read);
  if (counted !== undefined) return counted;
  const common = commonStart(window.lines, read.lines);
  const shorter = Math.min(window.lines.length, read.lines.length);
  if (common === shorter || (common > 0 && common === window.lines.length - 1)) return 0;
  return placeOfCommonLine(window.lines, read.lines);
};

/** Both reads end where the log ended: the difference of the totals is the number of new lines. */
const countedPlace = ({ lines, total }: LogWindow, read: LogRead): number | undefined => {
  if (total === undefined || read.total === undefined || read.total < total) return undefined;
  const shared = read.lines.length - (read.total - total);
  const fits = shared > 0 && shared <= Math.min(lines.length, read.lines.length);
  const shift = lines.length - shared;
  return fits && firstDifference(lines, read.lines, shift) === undefined ? shift : undefined;
};

/** By a line that occurs once in each. All lines must agree, but the last known one may have changed. */
const placeOfCommonLine = (known: readonly string[], read: readonly string[]): number | undefined => {
  const places = placesOfUnique(known);
  const inRead = placesOfUnique(read);
  for (const [line, at] of inRead) {
    const place = at < 0 ? -1 : (places.get(line) ?? -1);
    if (place < 0) continue;
    const different = firstDifference(known, read, place - at);
    return different === undefined || different === known.length - 1 ? place - at : undefined;
  }
  return undefined;
};

/** The index of each line; −1 if it occurs more than once. */
const placesOfUnique = (lines: readonly string[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  for (const [at, line] of lines.entries()) places.set(line, places.has(line) ? -1 : at);
  return places;
};

/** The first index of the known lines where a read at this place differs. */
const firstDifference = (
  known: readonly string[],
  read: readonly string[],
  shift: number,
): number | undefined => {
  const end = Math.min(known.length, read.length + shift);
  for (let at = Math.max(0, shift); at < end; at += 1) if (known[at] !== read[at - shift]) return at;
  return undefined;
};

const commonStart = (known: readonly string[], read: readonly string[]): number =>
  firstDifference(known, read, 0) ?? Math.min(known.length, read.length);

/** A read whose place is known. Lines before the known ones come too late: they are a gap. */
const laidAt = (window: LogWindow, read: LogRead, shift: number, amended: boolean): LaidRead => {
  const known = amended ? window.lines.slice(0, -1) : window.lines;
  const from = Math.min(read.lines.length, known.length - shift);
  const earlier = Math.max(0, -shift);
  const late = Math.max(0, earlier - window.before);
  const isWhole = shift <= 0 && read.lines.length + shift >= window.lines.length;
  const lines = isWhole ? read.lines : [...read.lines.slice(0, earlier), ...known, ...read.lines.slice(from)];
  const fresh = read.lines.length - from - (amended ? 1 : 0);
  const accounted = window.accounted + fresh + late;
  const before = Math.max(0, window.before - earlier);
  return {
    from,
    ...(late > 0 ? { gap: { missing: late } } : {}),
    window: bounded({ ...window, lines, before, accounted }, read),
  };
};

/** A read that overlaps nowhere. By the totals, it may still continue exactly where the one before it ended. */
const afterGap = (window: LogWindow, read: LogRead): LaidRead => {
  const { lines, total } = read;
  const from = commonStart(window.lines, lines);
  const fresh = lines.length - from;
  const missing = total === undefined ? -1 : total - window.accounted - fresh;
  if (missing === 0 && from === 0) return laidAt(window, read, window.lines.length, false);
  const accounted = Math.max(window.total ?? 0, window.accounted + fresh);
  const before = missing > 0 ? accounted - lines.length : Infinity;
  return {
    from,
    gap: missing > 0 ? { missing } : {},
    window: { ...window, lines, before, accounted, lacking: 0 },
  };
};

/** Lines that two reads lack, one after the other, are missing: a total may be ahead of the lines for a moment. */
const withLacking = ({ from, gap, window }: LaidRead, before: number): LaidRead => {
  const lacking = gapAtEnd(window)?.missing ?? 0;
  const missing = Math.min(before, lacking);
  if (missing === 0) return { from, gap, window: { ...window, lacking } };
  return {
    from,
    gap: { missing: missing + (gap?.missing ?? 0) },
    window: { ...window, accounted: window.accounted + missing, lacking: lacking - missing },
  };
};

const bounded = (window: LogWindow, read: LogRead): LogWindow => {
  const most = Math.max(fewestKept, 2 * read.lines.length);
  const dropped = window.lines.length - most;
  if (dropped <= 0) return window;
  return { ...window, lines: window.lines.slice(dropped), before: window.before + dropped };
};
