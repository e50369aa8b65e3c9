import type { FaultServer } from '@wxdi/simulator/faults';
import type { Ending } from '../table/ending.js';
import type { Call } from '../table/fault-case.js';
import type { Service } from './service.js';
import { routes } from '../table/answers.js';

const tokenRoutes: readonly string[] = [routes.token.route, routes.keyToken.route];

/** What the service received during a call, and what exists because of it, as far as the table states it. */
export const seenBy = (
  { ledger }: Pick<FaultServer, 'ledger'>,
  service: Service,
  call: Call,
  expected: Ending,
): Pick<Ending, 'requests' | 'runs' | 'jobs' | 'deleted' | 'tokens'> => {
  const received = (method: string, target: RegExp): number =>
    ledger.filter((seen) => seen.method === method && target.test(seen.target)).length;
  const requests = {
    read: () => received('GET', /^/),
    start: () => received('POST', /\/runs\?/),
    create: () => received('POST', /^\/v2\/jobs\?/),
    delete: () => received('DELETE', /^/),
  };
  const effects = {
    runs: service.runs,
    jobs: service.newJobs,
    deleted: service.goneJobs,
    tokens: () => ledger.filter(({ target }) => tokenRoutes.includes(target)).length,
  };
  return {
    requests: requests[call](),
    ...Object.fromEntries(
      Object.entries(effects).flatMap(([name, count]) => (name in expected ? [[name, count()]] : [])),
    ),
  };
};
