import type { RawRequest } from '../raw-server.js';
import type { Call } from '../table/fault-case.js';
import type { Between, WorldClock } from './setting.js';
import { page } from '../table/answers.js';

export const minutes = 60_000;

const isLook = ({ target }: RawRequest): boolean => /\/runs\/[^/]+\?/.test(target);

/** Something happens to the clock while the service is at the start, or at the second look at the run. */
export const bends =
  (happens: (clock: WorldClock) => void): ((call: Call) => Between) =>
  (call) =>
  (service, clock) => {
    let looks = 0;
    return (request) => {
      const answer = service.upstream(request);
      if (isLook(request)) looks += 1;
      const now = call === 'read' ? isLook(request) && looks === 2 : request.method !== 'GET';
      if (now) happens(clock);
      return answer;
    };
  };

/** No good answer for so long, from the first request on that makes nothing. */
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

/** What was made is deleted: at the third look at a run, or at the first look for what was made. */
export const forgetting: Between = (service) => {
  let looks = 0;
  return (request) => {
    if (request.method === 'GET') {
      looks += 1;
      if (looks === (isLook(request) ? 3 : 1)) service.forget();
    }
    return service.upstream(request);
  };
};

/** Pages of a hundred jobs, and always one more. */
export const endless: Between = () => {
  let pages = 0;
  return () => {
    pages += 1;
    const ids = Array.from({ length: 100 }, (_, i) => `job-${pages * 100 + i}`);
    return page(ids, { next: { page: pages } });
  };
};
