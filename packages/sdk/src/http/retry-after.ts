/** The only date format that HTTP allows; JavaScript would also parse others. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const timeOf = (text: string | undefined): number =>
  text !== undefined && httpDate.test(text.trim()) ? Date.parse(text) : Number.NaN;

/**
 * The wait that the service requests, in milliseconds: `Retry-After` in seconds, or as a date relative to the service's
 * `Date`, since the clocks may differ. An invalid header is ignored.
 */
export const retryAfterMs = (headers: Readonly<Record<string, string>>): number | undefined => {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}(\.\d{1,3})?$/.test(value)) return Number(value) * 1000;
  const wait = timeOf(value) - timeOf(headers['date']);
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
};
