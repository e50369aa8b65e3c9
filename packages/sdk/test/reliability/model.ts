import type { Client } from '@wxdi/sdk';
import type { VirtualClock } from '@wxdi/testkit';
import type { VirtualService } from './virtual-service.js';
import { WxdiError } from '@wxdi/sdk';
import { expect } from 'vitest';

export interface ModelRun {
  readonly id: string;
  readonly key: string;
}

export interface ModelJob {
  readonly id: string;
  name: string;
  description: string | undefined;
  readonly streams: boolean;
  readonly runs: ModelRun[];
}

/** The state of the service according to its answers. */
export interface Model {
  readonly jobs: ModelJob[];
  /** Keys of all requested starts, with their jobs. */
  readonly keys: Map<string, string>;
  serial: number;
}

export interface Real {
  readonly client: Client;
  readonly clock: VirtualClock;
  readonly service: VirtualService;
}

export type End<A> = { readonly ok: A } | { readonly error: WxdiError };

/** How a call ended; only a `WxdiError` may be thrown. */
export const ended = async <A>(call: Promise<A>): Promise<End<A>> =>
  call.then(
    (ok) => ({ ok }),
    (error: unknown) => {
      if (error instanceof WxdiError) return { error };
      throw error;
    },
  );

/** Checks the end of a call: only these kinds of errors are allowed and, after a mishap, errors of unknown outcome. */
export const expectEnd = <A>(end: End<A>, mishaps: number, ...kinds: readonly string[]): void => {
  if ('ok' in end) return;
  const doubtful = mishaps === 0 ? [] : ['OutcomeUnknown', 'Unavailable', 'Undecodable'];
  expect([...kinds, ...doubtful], end.error.message).toContain(end.error.kind);
};

const keyOf = (text: unknown): string | undefined =>
  typeof text === 'string' ? /\[wxdi:([^\]#]*)[^\]]*\]$/.exec(text)?.[1] : undefined;

/** Checks that the service has exactly the jobs and runs of the model. */
export const compare = (model: Model, { service }: Real): void => {
  const { jobs, runs } = service.state();
  const truth = [...jobs.values()];
  const found: string[] = [];
  for (const job of truth) {
    for (const run of runs.get(job.id)?.values() ?? []) {
      const key = keyOf(run.description) ?? 'a run without a key';
      // Each run was requested, and no key appears twice.
      expect(model.keys.get(key)).toBe(job.id);
      expect(found).not.toContain(key);
      found.push(key);
    }
  }
  // Everything that was reported as created exists, and nothing that was reported as deleted.
  expect(truth.map(({ id }) => id).toSorted()).toEqual(model.jobs.map(({ id }) => id).toSorted());
  for (const job of model.jobs) {
    const real = jobs.get(job.id);
    expect([real?.name, real?.description]).toEqual([job.name, job.description]);
    const ids = [...(runs.get(job.id)?.values() ?? [])].filter(({ goneAt }) => goneAt === undefined);
    expect(ids.map(({ id }) => id).toSorted()).toEqual(job.runs.map(({ id }) => id).toSorted());
  }
};

/** Copies the state of the service to the model after a step whose outcome is open. */
export const takeOver = (model: Model, { service }: Real): void => {
  const { jobs, runs } = service.state();
  model.jobs.splice(
    0,
    Infinity,
    ...[...jobs.values()].map((job) => ({
      id: job.id,
      name: job.name,
      description: job.description,
      streams: job.type === 'streamsets_flow',
      runs: [...(runs.get(job.id)?.values() ?? [])]
        .filter(({ goneAt }) => goneAt === undefined)
        .map(({ id, description }) => ({ id, key: keyOf(description) ?? '' })),
    })),
  );
};
