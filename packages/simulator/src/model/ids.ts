/** Ids that depend only on the seed, a counter and the virtual time. */

/** A 32-bit hash (FNV-1a with a final mix), not cryptographic. */
export const hash32 = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
};

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0').slice(-digits);

/** A UUID of version 7: 48 bits of time, the rest from the seed and the counter. */
export const uuid7 = (seed: string, counter: number, now: number): string => {
  const time = hex(Math.max(0, Math.floor(now)), 12);
  const a = hash32(`${seed}/${counter}/a`);
  const b = hash32(`${seed}/${counter}/b`);
  const variant = '89ab'[b % 4] as string;
  const tail = hex(hash32(`${seed}/${counter}/c`), 8) + hex(counter, 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a, 3)}-${variant}${hex(b >>> 8, 3)}-${tail}`;
};
