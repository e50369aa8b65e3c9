import { createClient, originOf } from '@wxdi/sdk';
import { expect, it } from 'vitest';

it.each([
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'http://evil.example',
  'http://notlocalhost',
  'http://localhost@evil.example',
  'http://[::2]',
  'http://128.0.0.1',
])('%s is not loopback: no credential is sent there without TLS', (url) => {
  expect(() => originOf('url', url)).toThrow(/url/);
  for (const auth of [
    { type: 'bearertoken', token: 't' } as const,
    { type: 'iam', apiKey: 'k', url } as const,
    { type: 'cp4d', username: 'u', password: 'p', url } as const,
    { type: 'mcsp', apiKey: 'k', account: 'a', url } as const,
  ])
    expect(() =>
      createClient({ url: 'url' in auth ? 'https://cpd.example.com' : url, project: 'p', auth }),
    ).toThrow(/option (auth\.)?url/);
});

it.each([
  'http://localhost:8080',
  'http://127.0.0.1',
  'http://127.9.9.9',
  'http://[::1]:1',
  'https://evil.example',
])('%s may receive a credential', (url) => {
  expect(originOf('url', url)).toBe(url);
});
