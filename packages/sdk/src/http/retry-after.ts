/** The one form of a date that HTTP still lets anybody send. What JavaScript would read as a date besides is none. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const timeOf = (text: string | undefined): number =>
  text !== undefined && httpDate.test(text.trim()) ? Date.parse(text) : Number.NaN;

/**
 * How long the service asks to be left alone, in milliseconds: `Retry-After` in seconds, or as a date that is measured
 * against the service's own `Date`, since the two clocks may differ. A header that makes no sense counts as none.
 */
export const retryAfterMs = (headers: Readonly<Record<string, string>>): number | undefined => {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}(\.\d{1,3})?$/.test(value)) return Number(value) * 1000;
  const wait = timeOf(value) - timeOf(headers['date']);
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
};
