import type { RawRequest } from '../raw-server.js';
import type { Between, WorldClock } from './setting.js';
import { json, routes } from '../table/answers.js';

/** What may happen to the tokens of a cluster once it has answered a request. */
type Afterwards = (
  request: RawRequest,
  cluster: { readonly revoke: () => void; readonly clock: WorldClock },
) => void;

/** Where tokens are given, and how they are called there. */
const tokenMembers: ReadonlyMap<string, string> = new Map([
  [routes.token.route, 'token'],
  [routes.keyToken.route, 'access_token'],
]);

/** A cluster in front of the service: it gives tokens by number, and takes only the newest, or none. */
const cluster =
  (afterwards: Afterwards = () => undefined, takes = true): Between =>
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
      if (!takes || request.headers['authorization'] !== `Bearer cluster-token-${issued}`)
        return { status: 401 };
      const headers = { ...request.headers, authorization: 'Bearer token-1' };
      const answer = await service.upstream({ ...request, headers });
      afterwards(request, { revoke, clock });
      return answer;
    };
  };

const isListing = ({ method, target }: RawRequest): boolean =>
  method === 'GET' && target.startsWith(`${routes.jobs.route}?`);
const isStart = ({ method, target }: RawRequest): boolean => method === 'POST' && target.includes('/runs?');

/** How long a token of a cluster lives that says nothing of its end: 10 hours. Nine are more than the four fifths. */
const nearlyOver = 9 * 3_600_000;

export const clusters = {
  /** The token is revoked once the jobs were listed. */
  revoking: cluster((request, { revoke }) => {
    if (isListing(request)) revoke();
  }),
  /** Its time is over after the jobs were listed. */
  expiringAfterListing: cluster((request, { clock }) => {
    if (isListing(request)) clock.advance(nearlyOver);
  }),
  /** Half of its time passes with each page. */
  expiringWhilePaging: cluster((request, { clock }) => {
    if (isListing(request)) clock.advance(nearlyOver / 2);
  }),
  /** Its time is over once a run was started. */
  expiringAfterStart: cluster((request, { clock }) => {
    if (isStart(request)) clock.advance(nearlyOver);
  }),
  refusing: cluster(undefined, false),
  plain: cluster(),
} as const;
