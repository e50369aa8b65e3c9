import type { Scene, Upstream } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import type { WorldOptions } from './world.js';
import { expect } from 'vitest';
import { plain } from './scene.js';
import { calls } from './world.js';

const minutes = 60_000;
const lost = { ...calls.start, processed: true, wire: { reset: 'start' } } as const;
const ifStart: NonNullable<ScenePlay['script']> = (call) => (call === 'start' ? [lost] : []);

/** A read is the wait for a run that was started just now. */
const waitOrStart: NonNullable<ScenePlay['act']> = async (world, call) => {
  if (call === 'start') return plain(world, call);
  const run = await world.client.jobs.start('job-1');
  return run.wait();
};

type Clock = Parameters<NonNullable<WorldOptions['between']>>[1];

/** Something happens to the clock while the service is at the start, or at the second look at the run. */
const meanwhile = (happens: (clock: Clock) => void): ScenePlay => ({
  script: ifStart,
  between:
    (call) =>
    (service, clock): Upstream => {
      let looks = 0;
      return (request) => {
        const answer = service.upstream(request);
        const look = /\/runs\/[^/]+\?/.test(request.target);
        if (look) looks += 1;
        if (call === 'start' ? request.method === 'POST' : look && looks === 2) happens(clock);
        return answer;
      };
    },
  act: waitOrStart,
});

/** No good answer for so long after the first look. */
const outage = (ms: number): ScenePlay => ({
  script: ifStart,
  between:
    () =>
    (service, clock): Upstream => {
      let since: number | undefined;
      return (request) => {
        if (request.method === 'POST') return service.upstream(request);
        since ??= clock.monotonic();
        const out = clock.monotonic() - since < ms;
        return out && clock.monotonic() >= since ? { status: 503 } : service.upstream(request);
      };
    },
  act: waitOrStart,
});

export const times = {
  'wall clock jumps ahead': meanwhile((clock) => clock.jump(120 * minutes)),
  'wall clock jumps back': meanwhile((clock) => clock.jump(-120 * minutes)),
  'process stopped': meanwhile((clock) => clock.advance(1.5 * minutes)),
  'outage of four minutes': outage(4 * minutes),
  'outage of six minutes': outage(6 * minutes),
  'run deleted': {
    script: ifStart,
    between:
      () =>
      (service): Upstream => {
        let looks = 0;
        return (request) => {
          if (request.method === 'GET' && (looks += 1) === (/runs\/./.test(request.target) ? 3 : 1))
            service.forget();
          return service.upstream(request);
        };
      },
    act: async (world, call) => {
      if (call === 'start') return plain(world, call);
      const { runId } = await world.client.jobs.start('job-1');
      return world.client.runs.wait('job-1', runId);
    },
  },
  wait: { act: waitOrStart },
  'wait with a deadline': {
    act: async ({ client, service }) => {
      const run = await client.jobs.start('job-1');
      await run.wait({ timeoutMs: 4_000 }).finally(() => expect(service.runs()).toBe(1));
    },
  },
  list: {
    options: () => ({ limits: {} }),
    act: async ({ client }, call) =>
      call === 'read' ? client.jobs.list().toArray() : client.jobs.start('job-1'),
  },
  'list without end': {
    options: () => ({ limits: {} }),
    between: () => (): Upstream => {
      let page = 0;
      return () => {
        page += 1;
        const row = (n: number) => ({
          metadata: { asset_id: `job-${n}`, name: 'n' },
          entity: { job: { asset_ref_type: 't', configuration: {} } },
        });
        const results = Array.from({ length: 100 }, (_, i) => row(page * 100 + i));
        const headers = { 'content-type': 'application/json' };
        return { status: 200, headers, body: JSON.stringify({ results, next: { page } }) };
      };
    },
    act: async ({ client }) => client.jobs.list().toArray({ limit: 500 }),
  },
} satisfies Partial<Record<Scene, ScenePlay>>;
