import type { FaultServer } from '../faults/fault-server.js';
import type { Call, Ending } from '../table/fault-case.js';
import type { Service } from './service.js';
import { routes } from '../table/answers.js';

const tokenRoutes: readonly string[] = [routes.token.route, routes.keyToken.route];

/** What the service saw of a call, and what there is because of it, as far as the table says anything about it. */
export const seenBy = (
  { ledger }: Pick<FaultServer, 'ledger'>,
  service: Service,
  call: Call,
  expected: Ending,
): Pick<Ending, 'requests' | 'done' | 'tokens'> => {
  const asked = (method: string, pattern: RegExp): number =>
    ledger.filter((seen) => seen.method === method && pattern.test(seen.target)).length;
  const requests = {
    read: () => asked('GET', /^/),
    start: () => asked('POST', /\/runs\?/),
    create: () => asked('POST', /^\/v2\/jobs\?/),
    delete: () => asked('DELETE', /^/),
  };
  const tokens = (): number => ledger.filter(({ target }) => tokenRoutes.includes(target)).length;
  const done = {
    read: () => 0,
    start: service.runs,
    create: service.newJobs,
    delete: service.goneJobs,
  };
  return {
    requests: requests[call](),
    ...(expected.done === undefined ? {} : { done: done[call]() }),
    ...(expected.tokens === undefined ? {} : { tokens: tokens() }),
  };
};
