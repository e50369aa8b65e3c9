/** Pieces of hostile ids: they would change the path, the query, the host or the header of a request if sent as they are. */
const hostileIdPieces: readonly string[] = [
  ...['.', '..', '/', '\\', '?', '#', ';', '@', ':', '&', '=', '~', '*', '+', '|', '^'],
  ...['[', ']', '"', "'", '<', '`', '{job_id}', '//evil.example', 'https://evil.example/'],
  ...['%', '%2e', '%2E', '%252e', '%252E', '%2f', '%5c', '%25252f', '%c0%ae', '%u002e', '..%00'],
  ...['\u0000', '\r\n', '\t', ' ', '\u007f', '\u0085', '\u2024', '\uff0e', '\uff0f', '\u2215', '\u202e'],
  ...['\ud800', '\udc00', '😀', 'é', 'a', '0', 'job-1', 'jobs', 'runs', 'v2', '__proto__', '@latest'],
  ...['x'.repeat(100), 'x'.repeat(257)],
];

/** A random id of one to four hostile pieces; `more` are added to the pieces. */
export const hostileId = (chance: () => number, more: readonly string[] = []): string => {
  const pieces = [...hostileIdPieces, ...more];
  return Array.from(
    { length: 1 + Math.floor(chance() * 4) },
    () => pieces[Math.floor(chance() * pieces.length)],
  ).join('');
};
