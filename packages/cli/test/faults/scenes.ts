import type { Call, CliScene } from '@wxdi/testkit';
import type { CliPlay } from './scene.js';
import { hostileName, jobId, jobName } from '@wxdi/testkit';
import { typed } from './scene.js';
import { killed, stopped, together } from './scenes-processes.js';
import { journal } from './scenes-journal.js';

const plain: CliPlay = {};
const inPlaceOfRead = (...args: readonly string[]): CliPlay => ({
  args: (call) => (call === 'read' ? args : typed(call)),
});
/** Nothing good will come: it need not be waited for long. */
const impatient: CliPlay = { args: (call) => [...typed(call), '--http-timeout', '300ms'] };
/** The job is looked for by its name first, by the same process. */
const byName: CliPlay = { args: (call) => typed(call, jobName) };
const startAndWait = inPlaceOfRead('job', 'start', jobId, '--wait');
const list = inPlaceOfRead('job', 'list', '-o', 'jsonl');
const job = (text: string): CliPlay => ({ args: (call) => typed(call, text) });

const hostile = (call: Call): readonly string[] => {
  const args = call === 'create' ? ['job', 'create', '--asset', jobId] : typed(call);
  return [...args, ...(call === 'read' ? [] : ['--name', hostileName]), '-o', 'tsv'];
};

/** Every scene of the table that one process can meet: one without a play does not compile. */
export const scenes: Readonly<Record<CliScene, CliPlay>> = {
  'name not found': plain,
  'port refuses': plain,
  'connect hangs': impatient,
  'TLS hangs': impatient,
  'kept connection': byName,
  'proxy 407': plain,
  'proxy 502': plain,
  'tunnel reset': plain,
  'handshake fails once': plain,
  'proxy 502 once': plain,
  'certificate self-signed': plain,
  'certificate expired': plain,
  'certificate of another host': plain,
  'one run': inPlaceOfRead('run', 'get', jobId, jobId),
  'token revoked': byName,
  'every token refused': plain,
  'token expires': byName,
  'token expires while paging': list,
  'token expires while waiting': startAndWait,
  'token service': plain,
  'API key': plain,
  list,
  'list without end': inPlaceOfRead('job', 'list', '--limit', '500', '-o', 'jsonl'),
  'wall clock jumps ahead': startAndWait,
  'wall clock jumps back': startAndWait,
  'process stopped': { ...startAndWait, clock: stopped },
  wait: startAndWait,
  'wait with a deadline': inPlaceOfRead('job', 'start', jobId, '--wait', '--timeout', '4s'),
  'outage of four minutes': startAndWait,
  'outage of six minutes': startAndWait,
  'run deleted': {
    act: async ({ wxdi }, call) => {
      const first = await wxdi([...typed(call === 'read' ? 'start' : call), '-o', 'json']);
      if (call !== 'read') return first;
      const { id } = JSON.parse(first.out) as { readonly id: string };
      return wxdi(['run', 'wait', jobId, id, '-o', 'json']);
    },
  },
  'killed, then again': killed([]),
  'killed, then resent': killed(['--if-unknown', 'resend']),
  'two processes': together,
  ...journal,
  'id ..': job('..'),
  'id with an encoded slash': job('a%252fb'),
  'id with a line break': job('a\r\nhost: evil'),
  'names with escapes': { args: hostile },
  'log line of 1 MB': inPlaceOfRead('run', 'logs', jobId, jobId, '-o', 'jsonl'),
};
