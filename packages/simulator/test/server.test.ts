import { Agent, request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator, type SimulatorOptions } from '../src/index.js';
import type { Json } from './world.js';

let running: Simulator[] = [];
const start = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const sim = await startSimulator(options);
  running.push(sim);
  return sim;
};
afterEach(async () => {
  await Promise.all(running.map((sim) => sim.close()));
  running = [];
});

const ask = (sim: Simulator, method: string, path: string, body?: string, headers = {}): Promise<Response> =>
  fetch(`${sim.url}${path}?project_id=${sim.projectId}`, {
    method,
    headers: { authorization: `Bearer ${sim.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });

/** The question of a browser before a page may send a request with a token. */
const preflight = (sim: Simulator): Promise<Response> =>
  fetch(`${sim.url}/v2/jobs`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://page.example.com',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

describe('pages of other origins', () => {
  test('may call it with the option cors, also for its errors; their questions are not logged', async () => {
    const sim = await start({ cors: true });
    const permission = await preflight(sim);
    expect(permission.status).toBe(204);
    expect(Object.fromEntries(permission.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'PATCH',
      'access-control-allow-headers': 'authorization,content-type',
    });
    const missing = await ask(sim, 'GET', '/v2/jobs/none');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('access-control-allow-origin')).toBe('*');
    expect(sim.requests().map(({ method }) => method)).toEqual(['GET']);
  });

  test('may not call it by default', async () => {
    const sim = await start();
    for (const answer of [await preflight(sim), await ask(sim, 'GET', '/v2/jobs')]) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('an integer beyond 2^53 keeps its digits', () => {
  const big = '90071992547409931';
  const job = (value: string) =>
    `{"job":{"name":"Big","asset_ref":"a","configuration":{"a":[${value},{"b":-${value}}],"text":"${value}0","half":${value}.5},"job_parameters":[{"name":"n","value":${value}}]}}`;

  test('in a job, a patch and a run', async () => {
    const sim = await start();
    const created = await (await ask(sim, 'POST', '/v2/jobs', job(big))).text();
    expect(created).toContain(`"a":[${big},{"b":-${big}}]`);
    expect(created).toContain(`"text":"${big}0"`);
    expect(created).toContain(`"value":${big}`);
    const { metadata } = JSON.parse(created) as { metadata: { asset_id: string } };
    const path = `/v2/jobs/${metadata.asset_id}`;
    const patch = `[{"op":"replace","path":"/entity/job/configuration/a","value":${big}1}]`;
    await ask(sim, 'PATCH', path, patch);
    expect(await (await ask(sim, 'GET', path)).text()).toContain(`"a":${big}1`);
    const body = `{"job_run":{"job_parameters":[{"name":"n","value":${big}}]}}`;
    const run = await (await ask(sim, 'POST', `${path}/runs`, body)).text();
    expect(run).toContain(`"value":${big}`);
    expect((await ask(sim, 'POST', '/v2/jobs', `{"a":${big}`)).status).toBe(400);
  });
});

describe('over HTTP', () => {
  test('a job is created, run, watched and deleted', async () => {
    let now = 1_000_000_000_000;
    const sim = await start({ now: () => now });
    const job = (await (
      await ask(sim, 'POST', '/v2/jobs', '{"job":{"name":"n","asset_ref":"f"}}')
    ).json()) as Json;
    const runs = `/v2/jobs/${job.asset_id}/runs`;
    const run = (await (await ask(sim, 'POST', runs)).json()) as Json;
    expect(run.entity.job_run.state).toBe('Starting');
    now += 10_000;
    const seen = await ask(sim, 'GET', `${runs}/${run.metadata.asset_id}`);
    expect(((await seen.json()) as Json).entity.job_run.state).toBe('Completed');
    expect(seen.headers.get('date')).toBe(new Date(now).toUTCString());
    expect(seen.headers.get('content-type')).toBe('application/json');
    const gone = await ask(sim, 'DELETE', `/v2/jobs/${job.asset_id}`);
    expect(gone.status).toBe(204);
    expect(await gone.text()).toBe('');
    expect(sim.inspect().jobs).toEqual([]);
    expect(sim.requests().map((r) => [r.method, r.status])).toEqual([
      ['POST', 201],
      ['POST', 201],
      ['GET', 200],
      ['DELETE', 204],
    ]);
  });

  test('listens only on the loopback interface', async () => {
    const sim = await start();
    expect(sim.url).toBe(`http://127.0.0.1:${sim.port}`);
  });

  test('a body that is not JSON is 400, one that is too long 413', async () => {
    const sim = await start({ maxBodyBytes: 100 });
    expect((await ask(sim, 'POST', '/v2/jobs', '{"job":')).status).toBe(400);
    expect((await ask(sim, 'POST', '/v2/jobs', `"${'x'.repeat(200)}"`)).status).toBe(413);
  });

  test('returns a token for a form', async () => {
    const sim = await start();
    const bought = await fetch(`${sim.url}/identity/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
        apikey: sim.apiKey,
      }),
    });
    const { access_token } = (await bought.json()) as Json;
    const listed = await ask(sim, 'GET', '/v2/jobs', undefined, { authorization: `Bearer ${access_token}` });
    expect(listed.status).toBe(200);
  });

  test('switches can be changed while it is running', async () => {
    const sim = await start({ jobs: 1 });
    sim.setQuirks({ wrongScope: 403 });
    const answer = await fetch(`${sim.url}/v2/jobs?project_id=x`, {
      headers: { authorization: `Bearer ${sim.token}` },
    });
    expect(answer.status).toBe(403);
  });

  test('rejects if the port is in use', async () => {
    const sim = await start();
    await expect(startSimulator({ port: sim.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the end', () => {
  test('close closes idle keep-alive connections immediately', async () => {
    const sim = await start();
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      httpRequest(`${sim.url}/v2/jobs`, { agent }, (response) => response.resume().on('end', resolve))
        .on('error', reject)
        .end();
    });
    const before = performance.now();
    await sim.close();
    expect(performance.now() - before).toBeLessThan(150);
    agent.destroy();
    await expect(ask(sim, 'GET', '/v2/jobs')).rejects.toThrow();
    await sim.close();
  });

  test('kill with a condition cuts off the response to the matching request, which takes effect', async () => {
    const sim = await start({ jobs: 20 });
    sim.kill((request) => request.method === 'POST');
    expect((await ask(sim, 'GET', '/v2/jobs')).status).toBe(200);
    const job = sim.inspect().jobs[0]?.id ?? '';
    const half = ask(sim, 'POST', `/v2/jobs/${job}/runs`).then((response) => response.text());
    await expect(half).rejects.toThrow();
    expect(sim.inspect().jobs[0]?.runs).toHaveLength(1);
    await expect(ask(sim, 'GET', '/v2/jobs')).rejects.toThrow();
  });

  test('kill without a condition closes all connections immediately', async () => {
    const sim = await start();
    await (await ask(sim, 'GET', '/v2/jobs')).text();
    sim.kill();
    await expect(ask(sim, 'GET', '/v2/jobs')).rejects.toThrow();
  });
});
