import type { HttpResponse } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';
import { answer, clientOver, jobBody } from '../support/fake-network.js';

const open = (token: HttpResponse, more = {}) =>
  clientOver(({ url }) => (url.pathname.endsWith('/token') ? token : answer(200, jobBody())), {
    auth: { type: 'mcsp', apiKey: 'key-of-the-account', account: '20260101-0000-4000', ...more },
  });

describe('an API key of an account on AWS', () => {
  it('is exchanged for a token, which is used until most of its life is over', async () => {
    const { client, sent, clock } = open(
      answer(200, { token: 'token-of-mcsp', token_type: 'jwt', expires_in: 100 }),
    );
    await client.jobs.get('job-1');
    await client.jobs.get('job-1');
    expect(sent.map(({ method, url }) => `${method} ${url.origin}${url.pathname}`)).toEqual([
      'POST https://account-iam.platform.saas.ibm.com/api/2.0/accounts/20260101-0000-4000/apikeys/token',
      'GET https://cpd.example.com/v2/jobs/job-1',
      'GET https://cpd.example.com/v2/jobs/job-1',
    ]);
    expect(sent[0]).toMatchObject({ body: '{"apikey":"key-of-the-account"}', effect: 'read' });
    expect(sent[2]?.headers['authorization']).toBe('Bearer token-of-mcsp');
    clock.advance(81_000);
    await client.jobs.get('job-1');
    expect(sent.filter(({ url }) => url.pathname.endsWith('/token'))).toHaveLength(2);
  });

  it('that is refused is a missing permission, and shows no key', async () => {
    const { client } = open(answer(400, { message: 'key-of-the-account' }));
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({
      kind: 'NotPermitted',
      message: 'the token service refused the API key (400): [secret]',
    });
  });

  it.each(['..', 'a/b', 'a%2fb', ''])('needs an account that can be part of a path, not %j', (account) => {
    expect(() => open(answer(200), { account })).toThrow(/auth\.account/);
  });
});
