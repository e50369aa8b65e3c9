import { isJsonObject } from '@wxdi/core';

/** The longest plausible lifetime, in seconds: 30 days. */
const longest = 30 * 24 * 3_600;

/**
 * The claims of a JWT; `undefined` for a token of another kind. The signature is not verified: the claims are hints.
 *
 * @example
 * jwtClaims(token)?.['exp']; // seconds since 1970
 */
export const jwtClaims = (token: string): Readonly<Record<string, unknown>> | undefined => {
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? [];
  if (payload === undefined) return undefined;
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
    const claims: unknown = JSON.parse(text);
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The lifetime that a JWT claims, in seconds; `undefined` if the token is not a JWT or the claim is missing or
 * implausible. `exp` minus `iat` needs no local clock; without `iat`, `nowMs` is used.
 */
export const jwtLifeSeconds = (token: string, nowMs: number): number | undefined => {
  const { exp, iat } = jwtClaims(token) ?? {};
  if (typeof exp !== 'number') return undefined;
  const life = exp - (typeof iat === 'number' ? iat : nowMs / 1_000);
  return life > 0 && life <= longest ? life : undefined;
};
