import type { Call, CliScene } from '@wxdi/testkit';
import type { CliPlay } from './scene.js';
import { hostileName, jobId, jobName } from '@wxdi/testkit';
import { argsOf } from './scene.js';
import { withHalfEntry, withoutStateFolder } from './scenes-journal.js';
import { keyAgain, killed, startThenWait, stopped, threeProcesses } from './scenes-processes.js';

const plain: CliPlay = {};
const insteadOfRead = (...args: readonly string[]): CliPlay => ({
  args: (call) => (call === 'read' ? args : argsOf(call)),
});
/** Nothing ever answers, so a short time limit is enough. */
const impatient: CliPlay = { args: (call) => [...argsOf(call), '--http-timeout', '300ms'] };
/** An earlier request of the same process looks the job up by name. */
const byName: CliPlay = { args: (call) => argsOf(call, jobName) };
const startAndWait = insteadOfRead('job', 'start', jobId, '--wait');
/** A limit of the whole command that is shorter than those of a request. */
const limited: CliPlay = {
  act: ({ wxdi }, call) => wxdi(['-v', '-o', 'json', ...argsOf(call), '--timeout', '4s']),
};
const list = insteadOfRead('job', 'list', '-o', 'jsonl');
const job = (text: string): CliPlay => ({ args: (call) => argsOf(call, text) });

const hostileNames = (call: Call): readonly string[] => {
  const args = call === 'create' ? ['job', 'create', '--asset', jobId] : argsOf(call);
  return [...args, ...(call === 'read' ? [] : ['--name', hostileName]), '-o', 'tsv'];
};

/** How the command line plays each scene, in table order. A scene that is missing here is a compile error. */
export const scenes: Readonly<Record<CliScene, CliPlay>> = {
  'name not found': plain,
  'port refuses': plain,
  'connect hangs': impatient,
  'TLS hangs': impatient,
  'handshake fails once': plain,
  'kept connection': byName,
  'proxy 407': plain,
  'proxy 502': plain,
  'proxy 502 once': plain,
  'tunnel reset': plain,
  'certificate self-signed': plain,
  'certificate expired': plain,
  'certificate of another host': plain,
  'one run': insteadOfRead('run', 'get', jobId, jobId),
  'token revoked': byName,
  'every token refused': plain,
  'token service': plain,
  'API key': plain,
  'token expires': byName,
  'token expires while paging': list,
  'token expires while waiting': startAndWait,
  list,
  'list without end': insteadOfRead('job', 'list', '--limit', '500', '-o', 'jsonl'),
  'wall clock jumps ahead': startAndWait,
  'wall clock jumps back': startAndWait,
  'process stopped': { ...startAndWait, clock: stopped },
  'outage of four minutes': startAndWait,
  'outage of six minutes': startAndWait,
  wait: startAndWait,
  'run deleted': startThenWait,
  'wait with a deadline': insteadOfRead('job', 'start', jobId, '--wait', '--timeout', '4s'),
  'limit of a call': limited,
  'killed, then again': killed(),
  'killed, then resent': killed('--if-unknown', 'resend'),
  'two processes': threeProcesses,
  'key after the end': keyAgain(),
  'key after the end, retried': keyAgain({ args: ['--retry-failed'] }),
  'key after a deletion': keyAgain({ deleted: true }),
  'key after a deletion, retried': keyAgain({ deleted: true, args: ['--retry-failed'] }),
  'key with other parameters': keyAgain({ args: ['--param', 'year=2'] }),
  'key with other parameters elsewhere': keyAgain({ args: ['--param', 'year=2'], elsewhere: true }),
  'no folder for the journal': withoutStateFolder,
  'damaged journal': withHalfEntry('start-k.json'),
  'leftovers of a dead process': withHalfEntry('start-k.json.1.tmp'),
  'id ..': job('..'),
  'id with an encoded slash': job('a%252fb'),
  'id with a line break': job('a\r\nhost: evil'),
  'names with escapes': { args: hostileNames },
  'log line of 1 MB': insteadOfRead('run', 'logs', jobId, jobId, '-o', 'jsonl'),
  follow: insteadOfRead('job', 'start', jobId, '--follow', '-o', 'jsonl'),
};
