import type { Client, HttpRequest } from '@wxdi/sdk';
import { createClient } from '@wxdi/sdk';
import { expect, it } from 'vitest';
import { hostileId, random } from '@wxdi/testkit';
import { patience, slices } from './slices.js';

/** Each call with its template; `*` is an id. */
const calls: readonly (readonly [
  template: string,
  call: (client: Client, a: string, b: string) => Promise<unknown>,
])[] = [
  ['GET /v2/jobs/*', ({ jobs }, a) => jobs.get(a)],
  ['DELETE /v2/jobs/*', ({ jobs }, a) => jobs.delete(a)],
  ['PATCH /v2/jobs/*', ({ jobs }, a) => jobs.patch(a, [{ op: 'add', path: '/x', value: 1 }])],
  ['POST /v2/jobs/*/runs', ({ jobs }, a) => jobs.start(a)],
  ['GET /v2/jobs/*/runs', ({ runs }, a) => runs.list(a).toArray()],
  ['GET /v2/jobs/*/runs/*', ({ runs }, a, b) => runs.get(a, b)],
  ['GET /v2/jobs/*/runs/*/logs', ({ runs }, a, b) => runs.logs(a, b)],
  ['POST /v2/jobs/*/runs/*/refresh_state', ({ runs }, a, b) => runs.refresh(a, b)],
  ['POST /v2/jobs/*/runs/*/pause', ({ runs }, a, b) => runs.pause(a, b)],
];

/** The ids of a request as a server decodes them; `undefined` if the request does not match the template. */
const idsOf = (template: string, { method, url }: HttpRequest): readonly string[] | undefined => {
  const [wanted = '', path = ''] = template.split(' ');
  // Parses the URL again, as it is sent.
  const sent = new URL(url.href);
  if (method !== wanted || sent.origin !== 'https://service.example' || sent.hash !== '') return undefined;
  const parts = sent.pathname.split('/');
  const names = path.split('/');
  if (parts.length !== names.length || names.some((name, i) => name !== '*' && name !== parts[i]))
    return undefined;
  if ([...sent.searchParams.keys()].some((name) => !['project_id', 'limit'].includes(name))) return undefined;
  return parts.filter((_, i) => names[i] === '*').map(decodeURIComponent);
};

it(`${slices.ids} hostile ids: no request leaves its template`, patience, async () => {
  const chance = random(52);
  const sent: HttpRequest[] = [];
  const client = createClient({
    url: 'https://service.example',
    project: 'p',
    auth: { type: 'bearertoken', token: 't' },
    transport: async (request) => {
      sent.push(request);
      return { status: 403, headers: {}, body: '' };
    },
  });
  let sentIds = 0;
  for (let i = 0; i < slices.ids; i += 1) {
    const [template, call] = calls[i % calls.length] as (typeof calls)[number];
    const [a, b] = [hostileId(chance), chance() < 0.5 ? hostileId(chance) : 'run-1'];
    const kind = await call(client, a, b).then(
      () => 'ok',
      (error: { readonly kind?: string }) => error.kind,
    );
    const [request, ...more] = sent.splice(0);
    if (request === undefined) {
      if (kind !== 'InvalidInput') throw new Error(`${kind}, and no request, for ${JSON.stringify([a, b])}`);
      continue;
    }
    sentIds += 1;
    for (const [n, each] of [request, ...more].entries()) {
      // Later requests read the run back.
      const ids = idsOf(n === 0 ? template : 'GET /v2/jobs/*/runs/*', each);
      const same = ids?.[0] === a && (ids.length === 1 || ids[1] === b);
      if (!same) throw new Error(`${template} became ${each.method} ${each.url.href}`);
    }
  }
  expect(sentIds).toBeGreaterThan(slices.ids / 50);
  expect(sentIds).toBeLessThan(slices.ids);
});
