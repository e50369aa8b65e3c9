/**
 * How the service reports "no value": an absent member, null, empty text, the text "None" and, since 2026, the text
 * "deprecated field". Only this file distinguishes them from real values.
 */
const isAbsent = (value: unknown): value is null | undefined =>
  value === undefined || value === null || value === '' || value === 'None' || value === 'deprecated field';

/** The text, or `undefined` if the service sent no value. */
export const text = (value: string | null | undefined): string | undefined =>
  isAbsent(value) ? undefined : value;

/** The number, also if it was sent as text. */
export const number = (value: number | string | null | undefined): number | undefined => {
  if (isAbsent(value)) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
};

/** An id or code as text, also if it was sent as a number. */
export const idText = (value: number | string | null | undefined): string | undefined =>
  isAbsent(value) ? undefined : String(value);
