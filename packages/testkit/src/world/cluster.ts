import type { RawRequest } from '@wxdi/simulator/faults';
import type { Call } from '../table/fault-case.js';
import type { Between, WorldClock } from './setting.js';
import { json, routes } from '../table/answers.js';

/** Called after each answered request; may revoke the tokens of the cluster, or advance its clock. */
type Afterwards = (
  request: RawRequest,
  cluster: { readonly revoke: () => void; readonly clock: WorldClock },
) => void;

/** The routes that issue tokens, and the member of the answer that contains the token. */
const tokenMembers: ReadonlyMap<string, string> = new Map([
  [routes.token.route, 'token'],
  [routes.keyToken.route, 'access_token'],
]);

/** A cluster in front of the service: it issues numbered tokens, and accepts only the newest one, or none. */
const cluster =
  (afterwards: Afterwards = () => undefined, accepts = true): Between =>
  (service, clock) => {
    let issued = 0;
    const revoke = (): void => {
      issued += 1;
    };
    return async (request) => {
      const member = tokenMembers.get(request.target);
      if (member !== undefined) {
        issued += 1;
        return { status: 200, headers: json, body: JSON.stringify({ [member]: `cluster-token-${issued}` }) };
      }
      if (!accepts || request.headers['authorization'] !== `Bearer cluster-token-${issued}`)
        return { status: 401 };
      const headers = { ...request.headers, authorization: 'Bearer token-1' };
      const answer = await service.upstream({ ...request, headers });
      afterwards(request, { revoke, clock });
      return answer;
    };
  };

const isListing = ({ method, target }: RawRequest): boolean =>
  method === 'GET' && target.startsWith(`${routes.jobs.route}?`);
const isJob = ({ method, target }: RawRequest): boolean =>
  method === 'GET' && target.startsWith(`${routes.jobs.route}/`);
/** Whether a call that finds its job by name continues after this request: a read with the job, others with a change. */
const isFound = (call: Call): ((request: RawRequest) => boolean) => (call === 'read' ? isListing : isJob);
const isStart = ({ method, target }: RawRequest): boolean => method === 'POST' && target.includes('/runs?');

/** A cluster token without expiry lives 10 hours, and is renewed at 80 %: 9 hours are more than that. */
const nearlyOver = 9 * 3_600_000;

export const clusters = {
  /** The token is revoked after the job was found by its name. */
  revoking: (call: Call) =>
    cluster((request, { revoke }) => {
      if (isFound(call)(request)) revoke();
    }),
  /** The token expires after the job was found by its name. */
  expiring: (call: Call) =>
    cluster((request, { clock }) => {
      if (isFound(call)(request)) clock.advance(nearlyOver);
    }),
  /** Half of the token's lifetime passes with each page. */
  expiringWhilePaging: cluster((request, { clock }) => {
    if (isListing(request)) clock.advance(nearlyOver / 2);
  }),
  /** The token expires after a run was started. */
  expiringAfterStart: cluster((request, { clock }) => {
    if (isStart(request)) clock.advance(nearlyOver);
  }),
  refusing: cluster(undefined, false),
  plain: cluster(),
} as const;
