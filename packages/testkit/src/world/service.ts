import type { SimRequest, SimState } from '@wxdi/simulator';
import type { Upstream } from '@wxdi/simulator/faults';
import type { FaultAnswer } from '@wxdi/simulator/faults';
import type { RawRequest } from '@wxdi/simulator/faults';
import type { Circumstances } from '../table/fault-case.js';
import type { VirtualClock } from '@wxdi/simulator';
import { createState, step } from '@wxdi/simulator';
import { jobId, jobName, newJob } from '../table/answers.js';

/** The simulated service behind the fault server: without faults, in virtual time. */
export interface Service {
  readonly upstream: Upstream;
  /** Number of runs that exist. */
  readonly runs: () => number;
  /** Number of jobs that exist, in addition to those of the beginning. */
  readonly newJobs: () => number;
  /** 1 if the first job was deleted, else 0. */
  readonly goneJobs: () => number;
  /** Deletes every run and every new job. */
  readonly forget: () => void;
}

const parsed = ({ method, target, headers, body }: RawRequest): SimRequest => {
  const { pathname, searchParams } = new URL(target, 'http://service');
  const query = Object.fromEntries(searchParams);
  return { method, path: pathname, query, headers, body: body === '' ? undefined : JSON.parse(body) };
};

const isCreation = ({ method, path }: SimRequest): boolean =>
  method === 'POST' && (path === '/v2/jobs' || path.endsWith('/runs'));

/** Its wall-clock time when its monotonic clock is 0. */
export const serviceBegin = Date.UTC(2026, 0, 1);

const flow = 'flow-that-fails';

/** Starts with one job, or with the given number of jobs. Its wall clock is never changed. */
export const simulated = (
  clock: Pick<VirtualClock, 'monotonic'>,
  { lagMs = 0, lateMs = 0, keeps, foreign = false, fails = false, namesake, jobs = 1 }: Circumstances = {},
): Service => {
  const now = (): number => serviceBegin + clock.monotonic();
  const job = {
    id: jobId,
    name: jobName,
    ...(keeps === undefined ? {} : { type: 'notebook' }),
    ...(fails ? { assetRef: flow } : {}),
  };
  const others = Array.from({ length: jobs - 1 }, (_, i) => ({ name: `job ${i}` }));
  const before =
    namesake === undefined
      ? []
      : [{ name: newJob.name, ...(namesake === 'like' ? { assetRef: newJob.assetId } : { type: 'script' }) }];
  let state: SimState = createState(
    {
      projectId: '0191d1a0-7b1e-7000-8000-0000000000f1',
      token: 'token-1',
      jobs: [job, ...others, ...before],
      ...(fails ? { flows: { [flow]: { plan: { outcome: 'fails' } } } } : {}),
      quirks: { listLagMs: lagMs, runDescriptionLimit: keeps ?? null },
    },
    now(),
  );
  const { jobs: first } = state;
  const delayed: { readonly at: number; readonly request: SimRequest }[] = [];
  let made = 0;

  const take = (request: SimRequest, at: number): FaultAnswer => {
    const { state: next, response } = step(state, request, at);
    state = next;
    const { status, headers, body } = response;
    return { status, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  };
  const deliver = (): void => {
    for (const { at, request } of delayed.splice(0)) {
      if (at <= now()) take(request, at);
      else delayed.push({ at, request });
    }
  };
  return {
    upstream: (raw) => {
      deliver();
      const request = parsed(raw);
      if (!isCreation(request)) return take(request, now());
      made += 1;
      if (foreign) take({ ...request, body: undefined }, now());
      if (made > 1 || lateMs === 0) return take(request, now());
      delayed.push({ at: now() + lateMs, request });
      return { status: 504 };
    },
    runs: () => {
      deliver();
      return [...state.runs.values()].reduce((sum, runs) => sum + runs.size, 0);
    },
    newJobs: () => {
      deliver();
      return state.jobs.size - first.size;
    },
    goneJobs: () => {
      deliver();
      const path = `/v2/jobs/${jobId}`;
      const query = { project_id: '0191d1a0-7b1e-7000-8000-0000000000f1' };
      const headers = { authorization: 'Bearer token-1' };
      return take({ method: 'GET', path, query, headers, body: undefined }, now()).status === 404 ? 1 : 0;
    },
    forget: () => {
      state = { ...state, runs: new Map(), jobs: first };
    },
  };
};
