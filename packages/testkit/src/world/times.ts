import type { RawRequest } from '@wxdi/simulator/faults';
import type { Call } from '../table/fault-case.js';
import type { Between, WorldClock } from './setting.js';
import { page } from '../table/answers.js';

export const minutes = 60_000;

const isPoll = ({ target }: RawRequest): boolean => /\/runs\/[^/]+\?/.test(target);

/** Changes the clock while the service handles the change, or the second poll of the run. */
export const bends =
  (happens: (clock: WorldClock) => void): ((call: Call) => Between) =>
  (call) =>
  (service, clock) => {
    let reads = 0;
    return (request) => {
      const answer = service.upstream(request);
      if (isPoll(request)) reads += 1;
      const now = call === 'read' ? isPoll(request) && reads === 2 : request.method !== 'GET';
      if (now) happens(clock);
      return answer;
    };
  };

/** Reads fail for this long, beginning with the first read. */
export const outage =
  (ms: number): Between =>
  (service, clock) => {
    let since: number | undefined;
    return (request) => {
      if (request.method !== 'GET') return service.upstream(request);
      since ??= clock.monotonic();
      const out = clock.monotonic() - since < ms;
      return out && clock.monotonic() >= since ? { status: 503 } : service.upstream(request);
    };
  };

/** Deletes what was made: at the third poll of a run, or at the first search for what was made. */
export const forgetting: Between = (service) => {
  let reads = 0;
  return (request) => {
    if (request.method === 'GET') {
      reads += 1;
      if (reads === (isPoll(request) ? 3 : 1)) service.forget();
    }
    return service.upstream(request);
  };
};

/** Pages of a hundred jobs, without end. */
export const endless: Between = () => {
  let pages = 0;
  return () => {
    pages += 1;
    const ids = Array.from({ length: 100 }, (_, i) => `job-${pages * 100 + i}`);
    return page(ids, { next: { page: pages } });
  };
};
