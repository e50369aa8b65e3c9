import type { HttpRequest } from '@wxdi/sdk';
import { answer, clientOver, failure, jobBody } from './support/fake-network.js';
import { describe, expect, it } from 'vitest';

const isToken = ({ url }: HttpRequest) => url.pathname === '/identity/token';
const auth = { type: 'iam', apiKey: 'key-1' } as const;

/** A service that refuses a set number of requests, and a token service that counts its tokens. */
const iamWorld = (life = 3600) => {
  const world = { issued: 0, refuse: 0 };
  const network = (request: HttpRequest) => {
    if (isToken(request)) {
      world.issued += 1;
      return answer(200, { access_token: `t${world.issued}`, expires_in: life, token_type: 'Bearer' });
    }
    if (world.refuse > 0) {
      world.refuse -= 1;
      return answer(401, '<html>', { 'content-type': 'text/html' });
    }
    return answer(200, jobBody());
  };
  return { world, ...clientOver(network, { auth }) };
};

describe('an IBM Cloud API key', () => {
  it('is exchanged once for concurrent calls', async () => {
    const { client, world, sent } = iamWorld();
    await Promise.all(Array.from({ length: 200 }, () => client.jobs.get('job-1')));
    expect(world.issued).toBe(1);
    expect(
      sent
        .filter((request) => !isToken(request))
        .every(({ headers }) => headers['authorization'] === 'Bearer t1'),
    ).toBe(true);
  });

  it('is sent only to the token service, as a form', async () => {
    const { client, sent } = iamWorld();
    await client.jobs.get('job-1');
    expect(sent[0]).toMatchObject({
      method: 'POST',
      body: 'grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=key-1',
    });
    expect(String(sent[0]?.url)).toBe('https://iam.cloud.ibm.com/identity/token');
    expect(JSON.stringify(sent[1])).not.toContain('key-1');
  });

  it("is exchanged again after 80 % of the token's lifetime", async () => {
    const { client, world, clock } = iamWorld(100);
    await client.jobs.get('job-1');
    clock.advance(79_999);
    await client.jobs.get('job-1');
    expect(world.issued).toBe(1);
    clock.advance(1);
    await client.jobs.get('job-1');
    expect(world.issued).toBe(2);
  });

  it('is exchanged once more when the service refuses the token, and the call succeeds', async () => {
    const { client, world } = iamWorld();
    world.refuse = 1;
    await client.jobs.get('job-1');
    expect(world.issued).toBe(2);
  });

  it('is exchanged at most twice for one call', async () => {
    const { client, world } = iamWorld();
    world.refuse = Infinity;
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ kind: 'NotPermitted', status: 401 });
    expect(world.issued).toBe(2);
  });

  it('that is wrong ends the call immediately, and is not in the error', async () => {
    const { client, sent } = clientOver([answer(400, { errorMessage: 'key-1 could not be found' })], {
      auth,
    });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({
      kind: 'NotPermitted',
      message: 'the token service refused the API key (400): [secret] could not be found',
    });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['a 503', answer(503)],
    ['garbage', answer(200, '<html>')],
    ['no token', answer(200, {})],
    ['no connection', failure('no-connection')],
    ['a lost connection', failure('lost')],
  ])('is sent again after %s from the token service', async (_, outcome) => {
    let asked = 0;
    const { client, sent } = clientOver(
      (request) => {
        if (!isToken(request)) return answer(200, jobBody());
        asked += 1;
        return asked === 1 ? outcome : answer(200, { access_token: 't' });
      },
      { auth },
    );
    await client.jobs.get('job-1');
    expect(sent.map(isToken)).toEqual([true, true, false]);
  });

  it('sends no start while the token service is unavailable', async () => {
    const { client, sent } = clientOver([answer(503)], { auth });
    await expect(client.jobs.start('job-1')).rejects.toMatchObject({
      kind: 'Unavailable',
      outcome: 'not-sent',
    });
    expect(sent.every(isToken)).toBe(true);
  });
});

describe('a bearer token', () => {
  it('from a function is requested again after a 401', async () => {
    let asked = 0;
    const token = () => `t${(asked += 1)}`;
    const { client, sent } = clientOver([answer(401), answer(200, jobBody())], {
      auth: { type: 'bearertoken', token },
    });
    await client.jobs.get('job-1');
    expect(sent.map(({ headers }) => headers['authorization'])).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('that is a string is not sent again after a 401', async () => {
    const { client, sent } = clientOver([answer(401)]);
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ kind: 'NotPermitted' });
    expect(sent).toHaveLength(1);
  });

  it('from a function that fails sends no request', async () => {
    const token = () => Promise.reject(new Error('vault is sealed'));
    const { client, sent } = clientOver([], { auth: { type: 'bearertoken', token } });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ kind: 'Unavailable' });
    expect(sent).toEqual([]);
  });
});
