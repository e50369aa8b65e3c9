import { describe, expect, test } from 'vitest';
import { createJob, t0, world } from './world.js';

describe('credentials', () => {
  test('a missing token is 401 with JSON, a malformed one is 401 with HTML', () => {
    const w = world();
    const none = w.send('GET', '/v2/jobs', { headers: { authorization: '' } });
    expect(none.status).toBe(401);
    expect(none.json.errors[0].code).toBe('unauthorized');
    const malformed = w.send('GET', '/v2/jobs', { headers: { authorization: 'Bearer nonsense' } });
    expect(malformed.status).toBe(401);
    expect(malformed.headers['content-type']).toContain('text/html');
    expect(malformed.body).toContain('0 of 3');
    const foreign = w.send('GET', '/v2/jobs', { headers: { authorization: 'Bearer a.b.c' } });
    expect(foreign.status).toBe(401);
    expect(foreign.json.errors).toHaveLength(1);
  });

  test('an API key is exchanged for a token that works until it expires', () => {
    const w = world({ tokenLifetimeSeconds: 60 });
    const bought = w.send('POST', '/identity/token', {
      headers: { authorization: '' },
      body: { grant_type: 'urn:ibm:params:oauth:grant-type:apikey', apikey: w.state.config.apiKey },
    });
    expect(bought.status).toBe(200);
    expect(bought.json).toMatchObject({ token_type: 'Bearer', expires_in: 60, expiration: t0 / 1_000 + 60 });
    const headers = { authorization: `Bearer ${bought.json.access_token}` };
    expect(w.send('GET', '/v2/jobs', { headers }).status).toBe(200);
    w.now += 60_000;
    expect(w.send('GET', '/v2/jobs', { headers }).status).toBe(401);
  });

  test('a wrong API key is 400, like in IAM', () => {
    const body = { grant_type: 'urn:ibm:params:oauth:grant-type:apikey', apikey: 'no' };
    const answer = world().send('POST', '/identity/token', { body });
    expect(answer.status).toBe(400);
    expect(answer.json.errorCode).toBe('BXNIM0415E');
  });

  test('a cluster login and a Zen key work', () => {
    const w = world();
    const login = w.send('POST', '/icp4d-api/v1/authorize', {
      body: { username: 'admin', password: 'password', api_key: null },
    });
    expect(login.json._messageCode_).toBe('200');
    const bearer = { authorization: `Bearer ${login.json.token}` };
    expect(w.send('GET', '/v2/jobs', { headers: bearer }).status).toBe(200);
    const zen = { authorization: `ZenApiKey ${btoa(`admin:${w.state.config.apiKey}`)}` };
    expect(w.send('GET', '/v2/jobs', { headers: zen }).status).toBe(200);
    expect(
      w.send('POST', '/icp4d-api/v1/authorize', { body: { username: 'admin', password: 'x' } }).status,
    ).toBe(401);
  });
});

describe('scope', () => {
  test('requires exactly one project or space', () => {
    const w = world();
    const { projectId, spaceId } = w.state.config;
    const status = (query: Record<string, string>): number => w.send('GET', '/v2/jobs', { query }).status;
    expect(status({ project_id: '' })).toBe(400);
    expect(status({ project_id: projectId, space_id: spaceId })).toBe(400);
    expect(status({ project_id: 'other' })).toBe(404);
    expect(status({ space_id: spaceId })).toBe(200);
    const strict = world({ quirks: { wrongScope: 403 } });
    expect(strict.send('GET', '/v2/jobs', { query: { project_id: 'other' } }).status).toBe(403);
  });

  test('is separate: a job of the project is not found in the space', () => {
    const w = world();
    const id = createJob(w);
    const query = { space_id: w.state.config.spaceId };
    expect(w.send('GET', `/v2/jobs/${id}`, { query }).status).toBe(404);
  });
});

describe('errors', () => {
  test('have the format of the platform and a trace id', () => {
    const answer = world().send('GET', '/v2/jobs/none');
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ errors: [{ code: 'not_found' }] });
    expect(answer.json.trace).toBe(answer.headers['x-global-transaction-id']);
  });

  test('are flat if the switch is set', () => {
    const answer = world({ quirks: { errorShape: 'flat' } }).send('GET', '/v2/jobs/none');
    expect(Object.keys(answer.json)).toEqual(['code', 'message']);
  });

  test('a wrong method is 405 with the allowed ones; an unknown path is 404', () => {
    const w = world();
    const answer = w.send('PUT', '/v2/jobs');
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('GET, POST');
    expect(w.send('GET', '/v2/else').status).toBe(404);
    expect(w.send('DELETE', `/v2/jobs/${createJob(w)}/runs/..`).status).toBe(404);
    expect(w.send('GET', '/v2/jobs/%2e%2e').status).toBe(404);
    expect(w.send('GET', '/v2/jobs/%zz').status).toBe(404);
    expect(w.send('GET', '/v2/jobs/__proto__').status).toBe(404);
  });
});
