/** What a token says of itself. Nobody has checked it: it is a hint for people. */
export interface Claims {
  readonly who?: string;
  readonly account?: string;
  readonly issuer?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** The claims of a JWT; `undefined` for a token of another kind. */
export const claimsOf = (authorization: string): Claims | undefined => {
  const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization) ?? [];
  if (payload === undefined) return undefined;
  let claims: Readonly<Record<string, unknown>>;
  try {
    claims = Object(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))) as typeof claims;
  } catch {
    return undefined;
  }
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const who =
    text(claims['email']) ?? text(claims['username']) ?? text(claims['iam_id']) ?? text(claims['sub']);
  const account = text((Object(claims['account']) as Readonly<Record<string, unknown>>)['bss']);
  const issuer = text(claims['iss']);
  const ends = claims['exp'];
  return {
    ...(who === undefined ? {} : { who }),
    ...(account === undefined ? {} : { account }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(typeof ends === 'number' && ends > 0 && ends < 1e12 ? { expiresAt: ends * 1_000 } : {}),
  };
};
