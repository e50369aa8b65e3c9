import type { Auth } from '@wxdi/sdk';
import type { RawRequest, Scene, Upstream } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import type { Service } from './service.js';
import { faultRoutes } from '@wxdi/testkit';
import { alike, plain } from './scene.js';
import { calls } from './world.js';

const json = { 'content-type': 'application/json' };
const ada: Auth = { type: 'cp4d', username: 'ada', password: 'pass-word' };
const nineHours = 9 * 3_600_000;

/** A cluster: it gives tokens by number, and takes only the newest, or none. */
const cluster = (takes = true) => {
  let issued = 0;
  const upstream =
    ({ upstream: service }: Service): Upstream =>
    (request: RawRequest) => {
      if (request.target === faultRoutes.token.route) {
        issued += 1;
        return { status: 200, headers: json, body: JSON.stringify({ token: `t${issued}` }) };
      }
      if (!takes || request.headers['authorization'] !== `Bearer t${issued}`) return { status: 401 };
      return service({ ...request, headers: { ...request.headers, authorization: 'Bearer token-1' } });
    };
  return { upstream, revoke: () => (issued += 1) };
};

/** Somebody who signs in at a cluster. */
const signedIn = (act?: ScenePlay['act'], takes = true): ScenePlay => ({
  options: () => ({ auth: ada, random: Math.random }),
  between: () => (service) => cluster(takes).upstream(service),
  ...(act === undefined ? {} : { act }),
});

const tokenRevoked = (): ScenePlay => {
  let revoke = (): unknown => undefined;
  return {
    options: () => ({ auth: ada }),
    between: () => (service) => {
      const made = cluster();
      revoke = made.revoke;
      return made.upstream(service);
    },
    act: async (world, call) => {
      await world.client.jobs.find('nightly load');
      revoke();
      await plain(world, call);
    },
  };
};

export const callers = {
  'fifty callers': {
    script: (call) => [
      { ...calls[call === 'read' ? 'get' : 'start'], call: 'every', answer: { status: 503 } },
    ],
    options: () => ({ random: Math.random }),
    act: async ({ another, ...world }, call) => {
      const client = another({ random: () => 0.5 });
      if (call === 'start') return alike(Array.from({ length: 50 }, () => plain(world, call)));
      const rounds = [];
      for (let round = 0; round < 6; round += 1) {
        const calling = Array.from({ length: 50 }, () => plain({ client }, call));
        rounds.push(...calling);
        await Promise.allSettled(calling);
      }
      return alike(rounds);
    },
  },
  'token revoked': tokenRevoked(),
  'every token refused': signedIn(undefined, false),
  'token expires': signedIn(async (world, call) => {
    await world.client.jobs.find('nightly load');
    world.clock.advance(nineHours);
    await plain(world, call);
  }),
  'token expires while paging': signedIn(async ({ another, clock }) => {
    const client = another({ limits: {} });
    let made = 0;
    while (made < 249) made += (await client.jobs.create({ name: `job ${made}`, assetId: 'flow' })) ? 1 : 0;
    const rows = [];
    for await (const page of client.jobs.list().byPage()) {
      rows.push(...page);
      clock.advance(nineHours / 2);
    }
    return rows;
  }),
  'token expires while waiting': signedIn(async ({ client, clock }) => {
    const run = await client.jobs.start('job-1');
    clock.advance(nineHours);
    await run.wait();
  }),
  'token service': signedIn(),
  'two hundred callers': signedIn((world, call) =>
    alike(Array.from({ length: 200 }, () => plain(world, call))),
  ),
} satisfies Partial<Record<Scene, ScenePlay>>;
