import type { Scene } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { jobId } from '@wxdi/testkit';
import { fiftyCallers, findFirst, twoHundredCallers, withoutReuse } from './scenes-callers.js';
import { keyAgain, oneOfMany } from './scenes-keys.js';
import {
  hostileId,
  hooksThatThrow,
  hostileNames,
  killed,
  longLogLine,
  startWithJournal,
  transportThatRejects,
  twoProcesses,
} from './scenes-local.js';
import {
  deletedRun,
  listAll,
  listSome,
  startAndFollow,
  startAndWait,
  waitInsteadOfRead,
  limitedCall,
  waitWithDeadline,
} from './scenes-time.js';

const plain: ScenePlay = {};
const halfEntry = '{"key":"k","sta';
const shortConnect: ScenePlay = { options: { limits: { connectMs: 50 } } };

/** How the library plays each scene, in table order. A scene that is missing here is a compile error. */
export const scenes: Readonly<Record<Scene, ScenePlay>> = {
  'name not found': plain,
  'port refuses': plain,
  'connect hangs': shortConnect,
  'TLS hangs': shortConnect,
  'handshake fails once': plain,
  'kept connection': withoutReuse,
  'proxy 407': plain,
  'proxy 502': plain,
  'proxy 502 once': plain,
  'tunnel reset': plain,
  'certificate self-signed': plain,
  'certificate expired': plain,
  'certificate of another host': plain,
  'one run': { act: ({ client }) => client.runs.get(jobId, jobId) },
  'fifty callers': fiftyCallers,
  'token revoked': findFirst,
  'every token refused': plain,
  'token service': plain,
  'API key': plain,
  'token expires': findFirst,
  'token expires while paging': listAll,
  'token expires while waiting': startAndWait,
  'two hundred callers': twoHundredCallers,
  list: listAll,
  'list without end': listSome,
  'wall clock jumps ahead': waitInsteadOfRead,
  'wall clock jumps back': waitInsteadOfRead,
  'process stopped': waitInsteadOfRead,
  'outage of four minutes': waitInsteadOfRead,
  'outage of six minutes': waitInsteadOfRead,
  wait: waitInsteadOfRead,
  'run deleted': deletedRun,
  'wait with a deadline': waitWithDeadline,
  'limit of a call': limitedCall,
  'killed, then again': killed('stop'),
  'killed, then resent': killed('resend'),
  'two processes': twoProcesses,
  'one of many': oneOfMany,
  'key after the end': keyAgain(),
  'key after the end, retried': keyAgain({ retryFailed: true }),
  'key after a deletion': keyAgain({ deleted: true }),
  'key after a deletion, retried': keyAgain({ deleted: true, retryFailed: true }),
  'key with other parameters': keyAgain({ year: 2 }),
  'key with other parameters elsewhere': keyAgain({ year: 2, elsewhere: true }),
  'no folder for the journal': startWithJournal({ file: 'file', text: '', journal: 'file/wxdi' }),
  'damaged journal': startWithJournal({ file: 'start-k.json', text: halfEntry, journal: '' }),
  'leftovers of a dead process': startWithJournal({
    file: 'start-k.json.1.tmp',
    text: halfEntry,
    journal: '',
  }),
  'id ..': hostileId('..'),
  'id with an encoded slash': hostileId('a%252fb'),
  'id with a line break': hostileId('a\r\nhost: evil'),
  'names with escapes': hostileNames,
  'log line of 1 MB': longLogLine,
  follow: startAndFollow,
  'hooks that throw': hooksThatThrow,
  'transport that rejects': transportThatRejects,
};
