import { jsonEquals } from '../domain/json.js';
import { isSecret, mask } from '../domain/secret-names.js';

/** A new value as it is shown: what came from outside as its reference, a secret as `***`. */
export const shownAfter = (name: string, value: unknown, written: unknown): unknown =>
  jsonEquals(value, written) ? hidden(name, value) : written;

/** A value of the job as it is shown: if the new value came from outside, it is a secret too. */
export const shownBefore = (name: string, before: unknown, value: unknown, written: unknown): unknown => {
  if (before === undefined || before === null) return null;
  return jsonEquals(value, written) ? hidden(name, before) : mask;
};

const hidden = (name: string, value: unknown): unknown => (isSecret(name, value) ? mask : (value ?? null));
