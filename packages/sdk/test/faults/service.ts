import type { Circumstances, FaultAnswer, RawRequest, Upstream, VirtualClock } from '@wxdi/testkit';
import type { SimRequest, SimState } from '@wxdi/simulator';
import { createState, step } from '@wxdi/simulator';

/** The simulated service behind the fault server: no faults of its own, in virtual time. */
export interface Service {
  readonly upstream: Upstream;
  /** Runs that exist now. */
  readonly runs: () => number;
  /** Every run is deleted. */
  readonly forget: () => void;
}

const parsed = ({ method, target, headers, body }: RawRequest): SimRequest => {
  const { pathname, searchParams } = new URL(target, 'http://service');
  const query = Object.fromEntries(searchParams);
  return { method, path: pathname, query, headers, body: body === '' ? undefined : JSON.parse(body) };
};

const isStart = ({ method, path }: SimRequest): boolean => method === 'POST' && path.endsWith('/runs');

/** It has one job, `job-1`, and a clock of its own that nobody sets. */
export const simulated = (
  clock: Pick<VirtualClock, 'monotonic'>,
  { lagMs = 0, lateMs = 0, keeps, foreign = false }: Circumstances = {},
): Service => {
  const begin = Date.UTC(2026, 0, 1);
  const now = (): number => begin + clock.monotonic();
  const job = { id: 'job-1', name: 'nightly load', ...(keeps === undefined ? {} : { type: 'notebook' }) };
  let state: SimState = createState(
    {
      projectId: 'project-1',
      token: 'token-1',
      jobs: [job],
      quirks: { listLagMs: lagMs, runDescriptionLimit: keeps ?? null },
    },
    now(),
  );
  const underWay: { readonly at: number; readonly request: SimRequest }[] = [];
  let starts = 0;

  const take = (request: SimRequest, at: number): FaultAnswer => {
    const { state: next, response } = step(state, request, at);
    state = next;
    const { status, headers, body } = response;
    return { status, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  };
  const arrivals = (): void => {
    for (const { at, request } of underWay.splice(0)) {
      if (at <= now()) take(request, at);
      else underWay.push({ at, request });
    }
  };
  return {
    upstream: (raw) => {
      arrivals();
      const request = parsed(raw);
      if (!isStart(request)) return take(request, now());
      starts += 1;
      if (foreign) take({ ...request, body: undefined }, now());
      if (starts > 1 || lateMs === 0) return take(request, now());
      underWay.push({ at: now() + lateMs, request });
      return { status: 504 };
    },
    runs: () => {
      arrivals();
      return [...state.runs.values()].reduce((sum, runs) => sum + runs.size, 0);
    },
    forget: () => {
      state = { ...state, runs: new Map() };
    },
  };
};
