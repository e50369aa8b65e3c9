import { jwtClaims } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';

const jwt = (payload: string): string => `e30.${Buffer.from(payload).toString('base64url')}.c2ln`;

describe('the claims of a token', () => {
  it('are read from a JWT, as UTF-8, without verifying its signature', () => {
    expect(jwtClaims(jwt('{"sub":"Zoë?>","exp":1}'))).toEqual({ sub: 'Zoë?>', exp: 1 });
    expect(jwtClaims(jwt('{}').replace(/c2ln$/, ''))).toEqual({});
  });

  it.each([
    ['an opaque token', 'opaque-token'],
    ['an empty string', ''],
    ['two parts', 'e30.e30'],
    ['four parts', 'e30.e30.e30.e30'],
    ['a payload that is not JSON', jwt('claims')],
    ['a list', jwt('[1]')],
    ['null', jwt('null')],
    ['a header value', `Bearer ${jwt('{}')}`],
  ])('are undefined for %s', (_, token) => {
    expect(jwtClaims(token)).toBeUndefined();
  });
});
