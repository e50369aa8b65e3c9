import type { Fault } from '@wxdi/simulator/faults';
import type { Call } from '../table/fault-case.js';
import type { Scene } from '../table/scene.js';
import type { Setting } from './setting.js';
import {
  callRoutes,
  hostileName,
  jobId,
  jobText,
  json,
  lostAnswer,
  routes,
  status,
} from '../table/answers.js';
import { clusters } from './cluster.js';
import { places } from './places.js';
import { bends, endless, forgetting, minutes, outage } from './times.js';

/** The answer to a change is lost after the work was done. */
const ifWrite = (call: Call): readonly Fault[] => (call === 'read' ? [] : [lostAnswer(call)]);
const signedIn = (between: NonNullable<Setting['between']>): Setting => ({ signsIn: 'user', between });
const lost = { script: (call: Call) => [lostAnswer(call)] };

/** The part of every scene that the library and the command line share. In table order. */
export const settings: Readonly<Record<Scene, Setting>> = {
  'name not found': { place: places['name not found'] },
  'port refuses': { place: places['port refuses'] },
  'connect hangs': { place: places['connect hangs'] },
  'TLS hangs': { place: places['TLS hangs'] },
  'handshake fails once': { place: places['handshake fails once'] },
  'kept connection': {
    script: (call) => (call === 'read' ? [{ ...routes.read, wire: { reset: 'start' } }] : []),
  },
  'proxy 407': { place: places['proxy 407'] },
  'proxy 502': { place: places['proxy 502'] },
  'proxy 502 once': { place: places['proxy 502 once'] },
  'tunnel reset': { place: places['tunnel reset'] },
  'certificate self-signed': { place: places['certificate self-signed'] },
  'certificate expired': { place: places['certificate expired'] },
  'certificate of another host': { place: places['certificate of another host'] },
  'one run': {},
  'fifty callers': { script: (call) => [{ ...callRoutes[call], call: 'every', ...status(503) }] },
  'token revoked': signedIn(clusters.revoking),
  'every token refused': signedIn(() => clusters.refusing),
  'token service': signedIn(() => clusters.plain),
  'API key': { signsIn: 'API key', between: () => clusters.plain },
  'token expires': signedIn(clusters.expiring),
  'token expires while paging': signedIn(() => clusters.expiringWhilePaging),
  'token expires while waiting': signedIn(() => clusters.expiringAfterStart),
  'two hundred callers': signedIn(() => clusters.plain),
  list: {},
  'list without end': { between: () => endless },
  'wall clock jumps ahead': { script: ifWrite, between: bends((clock) => clock.jump(120 * minutes)) },
  'wall clock jumps back': { script: ifWrite, between: bends((clock) => clock.jump(-120 * minutes)) },
  'process stopped': { script: ifWrite, between: bends((clock) => clock.advance(1.5 * minutes)) },
  'outage of four minutes': { script: ifWrite, between: () => outage(4 * minutes) },
  'outage of six minutes': { script: ifWrite, between: () => outage(6 * minutes) },
  wait: {},
  'run deleted': { script: ifWrite, between: () => forgetting },
  'wait with a deadline': {},
  'limit of a call': {},
  'one of many': {},
  'killed, then again': lost,
  'killed, then resent': lost,
  'two processes': {},
  'key after the end': {},
  'key after the end, retried': {},
  'key after a deletion': {},
  'key after a deletion, retried': {},
  'key with other parameters': {},
  'key with other parameters elsewhere': {},
  'no folder for the journal': {},
  'damaged journal': {},
  'leftovers of a dead process': {},
  'id ..': {},
  'id with an encoded slash': {},
  'id with a line break': {},
  'names with escapes': {
    script: (call) =>
      call === 'read' ? [{ ...routes.read, ...status(200, json, jobText(jobId, hostileName)) }] : [],
  },
  'log line of 1 MB': {
    script: () => [
      {
        ...routes.logs,
        ...status(200, json, JSON.stringify({ results: ['x'.repeat(1_000_000)], total_count: 1 })),
      },
    ],
  },
  'hooks that throw': {},
  'transport that rejects': {},
  follow: {},
};
