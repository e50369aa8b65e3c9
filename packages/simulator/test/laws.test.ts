import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createState, defaultQuirks, step, type Outcome, type Quirks } from '../src/index.js';
import { createJob, runState, startRun, t0, world, type Json } from './world.js';

const allowed: Readonly<Record<string, readonly string[]>> = {
  Queued: ['Starting', 'Running', 'Canceling'],
  Starting: ['Running', 'Canceling'],
  Running: ['Paused', 'Canceling', 'Completed', 'CompletedWithErrors', 'CompletedWithWarnings', 'Failed'],
  Paused: ['Resuming', 'Canceling'],
  Resuming: ['Running', 'Canceling'],
  Canceling: ['Canceled'],
};

/** Whether a state can be reached from another, in any number of steps. */
const reaches = (from: string, to: string, seen: readonly string[] = []): boolean =>
  from === to ||
  (allowed[from] ?? []).some((next) => !seen.includes(next) && reaches(next, to, [...seen, from]));

const outcome = fc.constantFrom<Outcome>(
  'succeeds',
  'warns',
  'errors',
  'fails',
  'hangs',
  'stalls',
  'streams',
);
const action = fc.record({
  wait: fc.integer({ min: 0, max: 3_000 }),
  what: fc.constantFrom('look', 'cancel', 'pause', 'resume', 'refresh_state'),
});

describe('the state of a run', () => {
  test('never goes back, for any requests, and does not change after its end', () => {
    fc.assert(
      fc.property(
        outcome,
        fc.constantFrom<Quirks['firstState']>('Queued', 'Starting', 'Running'),
        fc.array(action, { maxLength: 12 }),
        (plan, firstState, actions) => {
          const w = world({ plans: { flow: plan }, quirks: { firstState } });
          const id = createJob(w);
          const run = startRun(w, id);
          let last = runState(w, id, run);
          for (const { wait, what } of actions) {
            w.now += wait;
            const state = runState(w, id, run);
            expect(reaches(last, state)).toBe(true);
            last = state;
            if (what === 'look') continue;
            w.send('POST', `/v2/jobs/${id}/runs/${run}/${what}`);
            const after = runState(w, id, run);
            expect(reaches(last, after)).toBe(true);
            last = after;
          }
        },
      ),
    );
  });

  test('does not depend on how often it is read', () => {
    fc.assert(
      fc.property(outcome, fc.array(fc.integer({ min: 0, max: 9_000 })), (plan, looks) => {
        const end = t0 + 9_000;
        const once = world({ plans: { flow: plan } });
        const often = world({ plans: { flow: plan } });
        const [a, b] = [once, often].map((w) => {
          const id = createJob(w);
          return { w, id, run: startRun(w, id) };
        }) as [Json, Json];
        for (const ms of looks.sort((x, y) => x - y)) {
          often.now = t0 + ms;
          runState(often, b.id, b.run);
        }
        once.now = end;
        often.now = end;
        expect(b.w.send('GET', `/v2/jobs/${b.id}/runs/${b.run}`).body).toEqual(
          a.w.send('GET', `/v2/jobs/${a.id}/runs/${a.run}`).body,
        );
      }),
    );
  });
});

describe('a step', () => {
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT'),
    path: fc.constantFrom(
      '/v2/jobs',
      '/v2/jobs/JOB',
      '/v2/jobs/JOB/runs',
      '/v2/jobs/JOB/runs/RUN/cancel',
      '/x',
    ),
    body: fc.oneof(
      fc.jsonValue(),
      fc.constant(undefined),
      fc.constant([{ op: 'add', path: '/metadata/name', value: 'new' }]),
      fc.record({ job: fc.record({ name: fc.string(), asset_ref: fc.string() }) }),
    ),
    limit: fc.option(fc.string(), { nil: '5' }),
  });

  test('is pure: the same input gives the same output, and the previous state is not changed', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 8 }), (requests) => {
        const w = world({ jobs: [{ name: 'x', id: 'JOB', runs: 2 }] });
        for (const { method, path, body, limit } of requests) {
          const input = {
            method,
            path: path.replace('RUN', [...(w.state.runs.get('JOB')?.keys() ?? [])][0] ?? 'none'),
            query: { project_id: w.state.config.projectId, limit },
            headers: { authorization: `Bearer ${w.state.config.token}` },
            body,
          };
          const before = structuredClone(w.state);
          const first = step(w.state, input, w.now);
          const second = step(w.state, input, w.now);
          expect(second).toEqual(first);
          expect(w.state).toEqual(before);
          expect(first.response.status).toBeLessThan(500);
          w.state = first.state;
          w.now += 700;
        }
      }),
    );
  });

  test('returns unique ids that are UUIDs of version 7', () => {
    const w = world({ jobs: 50 });
    const id = createJob(w);
    const ids = [...w.state.jobs.keys(), ...Array.from({ length: 200 }, () => startRun(w, id))];
    expect(new Set(ids).size).toBe(ids.length);
    for (const one of ids)
      expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(createState({ jobs: 50 }, t0)).toEqual(createState({ jobs: 50 }, t0));
  });
});

describe('paging', () => {
  const settings = fc.record({
    nextForm: fc.constantFrom<Quirks['nextForm']>('object', 'string'),
    nextAtEnd: fc.constantFrom<Quirks['nextAtEnd']>('absent', 'null', 'empty-string', 'empty-object'),
    emptyLastPage: fc.boolean(),
    jobOrder: fc.constantFrom<Quirks['jobOrder']>('newest-first', 'oldest-first', 'shuffled'),
    pageCeiling: fc.constantFrom(100, 200, 7),
  });

  const isEnd = (next: unknown): boolean =>
    next === undefined || next === null || next === '' || JSON.stringify(next) === '{}';

  test('returns each job once, for every format of next and every order', () => {
    fc.assert(
      fc.property(
        settings,
        fc.integer({ min: 0, max: 45 }),
        fc.integer({ min: 1, max: 12 }),
        (quirks, jobs, limit) => {
          const w = world({ jobs, quirks });
          const seen: string[] = [];
          let next: unknown;
          for (let page = 0; page <= 50; page += 1) {
            const bookmark = typeof next === 'string' ? next : JSON.stringify(next, null, 2);
            const query = { limit: String(limit), ...(isEnd(next) ? {} : { next: bookmark }) };
            const { status, json } = w.send('GET', '/v2/jobs', { query });
            expect(status).toBe(200);
            expect(json.total_rows).toBe(jobs);
            expect(json.results.length).toBeLessThanOrEqual(Math.min(limit, quirks.pageCeiling));
            seen.push(...json.results.map((row: Json) => row.metadata.name));
            next = json.next;
            if (isEnd(next)) break;
          }
          expect(seen).toHaveLength(jobs);
          expect(new Set(seen).size).toBe(jobs);
        },
      ),
    );
  });

  test('is not affected if the rows of a page are deleted before the next one', () => {
    const w = world({ jobs: 25 });
    let next: unknown;
    let deleted = 0;
    do {
      const query = { limit: '10', ...(next === undefined ? {} : { next: JSON.stringify(next) }) };
      const { json } = w.send('GET', '/v2/jobs', { query });
      for (const row of json.results) {
        expect(w.send('DELETE', `/v2/jobs/${row.metadata.asset_id}`).status).toBe(204);
        deleted += 1;
      }
      next = json.next;
    } while (next !== undefined);
    expect(deleted).toBe(25);
  });

  test('rejects an unknown bookmark and a limit below 1', () => {
    const w = world({ jobs: 3 });
    const status = (query: Record<string, string>): number => w.send('GET', '/v2/jobs', { query }).status;
    for (const next of ['[object Object]', '{}', '"x"', '{"bookmark":1}']) expect(status({ next })).toBe(400);
    for (const limit of ['0', '-1', 'x', '1.5']) expect(status({ limit })).toBe(400);
    expect(status({ limit: '1000' })).toBe(200);
    const strict = world({ quirks: { overCeiling: 400, badLimit: 'default' } });
    expect(strict.send('GET', '/v2/jobs', { query: { limit: '101' } }).status).toBe(400);
    expect(strict.send('GET', '/v2/jobs', { query: { limit: '0' } }).status).toBe(200);
  });
});

test('every switch has a default', () => {
  expect(Object.values(defaultQuirks).every((value) => value !== undefined)).toBe(true);
});
