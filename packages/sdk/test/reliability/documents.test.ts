import type { Client, HttpResponse } from '@wxdi/sdk';
import { createClient, WxdiError } from '@wxdi/sdk';
import { createState, step } from '@wxdi/simulator';
import { virtualClock } from '@wxdi/testkit';
import { expect, it } from 'vitest';
import { mutated } from './mutate.js';
import { random } from '@wxdi/testkit';
import { patience, slices } from './slices.js';

/** Valid answers of the service, by kind of request. */
const valid = (): Readonly<Record<string, string>> => {
  const now = Date.UTC(2026, 0, 1);
  const runs = [{ plan: 'warns' as const }, { plan: 'hangs' as const }];
  const state = createState({ projectId: 'p', token: 't', jobs: [{ id: 'j', name: 'n', runs }] }, now);
  const get = (path: string): string => {
    const request = {
      method: 'GET',
      path,
      query: { project_id: 'p' },
      headers: { authorization: 'Bearer t' },
    };
    return JSON.stringify(step(state, { ...request, body: undefined }, now).response.body);
  };
  const [run = ''] = state.runs.get('j')?.keys() ?? [];
  return {
    jobs: get('/v2/jobs'),
    job: get('/v2/jobs/j'),
    runs: get('/v2/jobs/j/runs'),
    run: get(`/v2/jobs/j/runs/${run}`),
    logs: get(`/v2/jobs/j/runs/${run}/logs`),
    error: get('/v2/jobs/none'),
  };
};

const answers = valid();
type Call = readonly [answer: string, call: (client: Client) => Promise<unknown>];
const calls: readonly Call[] = [
  ['jobs', ({ jobs }) => jobs.list().toArray({ limit: 500 })],
  ['jobs', ({ jobs }) => jobs.find('n')],
  ['job', ({ jobs }) => jobs.get('j')],
  ['job', ({ jobs }) => jobs.update('j', { description: 'new', environment: [{ name: 'A', value: 'b' }] })],
  ['job', ({ jobs }) => jobs.resetOffset('j')],
  ['job', ({ jobs }) => jobs.create({ name: 'n', assetId: 'a' })],
  ['runs', ({ runs }) => runs.list('j').toArray({ limit: 500 })],
  ['runs', ({ runs }) => runs.latest('j')],
  ['run', ({ runs }) => runs.get('j', 'r')],
  ['run', ({ runs }) => runs.wait('j', 'r', { timeoutMs: 10_000 })],
  ['run', ({ runs }) => runs.metrics('j', 'r')],
  ['run', ({ runs }) => runs.cancel('j', 'r')],
  ['run', ({ jobs }) => jobs.start('j', {}, { key: 'k' })],
  ['logs', ({ runs }) => runs.logs('j', 'r')],
];

/** Objects of a result that have an unexpected prototype. */
const withStrangePrototype = (root: unknown): readonly unknown[] => {
  const found: unknown[] = [];
  const seen = new Set<unknown>();
  const rest = [root];
  for (let value = rest.pop(); rest.length > 0 || value !== undefined; value = rest.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== Array.prototype) found.push(value);
    rest.push(...Object.values(value));
  }
  return found;
};

it(
  `${slices.documents} random response bodies: each call succeeds or throws a WxdiError, and no prototype is polluted`,
  patience,
  async () => {
    const chance = random(27);
    const own = Object.getOwnPropertyNames(Object.prototype).toSorted();
    let decoded = 0;
    for (let i = 0; i < slices.documents; i += 1) {
      const [answer, call] = calls[i % calls.length] as Call;
      const status = chance() < 0.9 ? undefined : ([400, 404, 409, 503][Math.floor(chance() * 4)] as number);
      const body = mutated(answers[status === undefined ? answer : 'error'] ?? '', chance);
      const client = createClient({
        url: 'https://service.example',
        project: 'p',
        auth: { type: 'bearertoken', token: 't' },
        clock: virtualClock(),
        random: chance,
        // A retry would get the same answer.
        retry: { transient: { attempts: 1, baseMs: 1, capMs: 1 } },
        transport: async ({ method, url }): Promise<HttpResponse> => {
          const created = method === 'POST' && /\/(jobs|runs)$/.test(url.pathname);
          return { status: status ?? (created ? 201 : 200), headers: {}, body };
        },
      });
      const end = await call(client).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      if ('error' in end) {
        if (!(end.error instanceof WxdiError))
          throw new Error(`${body.slice(0, 2_000)}`, { cause: end.error });
        continue;
      }
      decoded += 1;
      const handle = typeof end.value === 'object' && end.value !== null && 'started' in end.value;
      const result = handle ? (end.value as { readonly started: unknown }).started : end.value;
      if (withStrangePrototype(result).length > 0)
        throw new Error(`a strange prototype comes from ${body.slice(0, 2_000)}`);
      if ('polluted' in {}) throw new Error(`polluted by ${body.slice(0, 2_000)}`);
    }
    expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(own);
    expect(decoded).toBeGreaterThan(slices.documents / 5);
  },
);
