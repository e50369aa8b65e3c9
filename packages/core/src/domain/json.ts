/** A JSON object as sent by the service, unchanged. */
export type JsonObject = { readonly [member: string]: unknown };

/** Whether a value is an object, not null and not an array. */
export const isJsonObject = (u: unknown): u is JsonObject =>
  typeof u === 'object' && u !== null && !Array.isArray(u);

/** Structural equality of JSON values; the order of members does not matter. */
export const jsonEquals = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => jsonEquals(item, b[i]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const members = Object.keys(a);
  return (
    members.length === Object.keys(b).length &&
    members.every((member) => Object.hasOwn(b, member) && jsonEquals(a[member], b[member]))
  );
};
