/** Longest life that is believed, in seconds: 30 days. */
const longest = 30 * 24 * 3_600;

/**
 * How long a JWT lives, as it says itself, in seconds; a hint, since nothing vouches for it. The time between its
 * `iat` and its `exp` needs no clock of ours; without `iat`, `nowMs` is measured against. `undefined` for a token that
 * is no JWT, does not say, or says something senseless.
 */
export const jwtLifeSeconds = (token: string, nowMs: number): number | undefined => {
  const { exp, iat } = claimsOf(token);
  if (typeof exp !== 'number') return undefined;
  const life = exp - (typeof iat === 'number' ? iat : nowMs / 1_000);
  return life > 0 && life <= longest ? life : undefined;
};

const claimsOf = (token: string): { readonly exp?: unknown; readonly iat?: unknown } => {
  const [, claims = ''] = token.split('.');
  try {
    return Object(JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')))) as object;
  } catch {
    return {};
  }
};
