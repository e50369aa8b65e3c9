import type { HttpRequest, HttpResponse, Transport } from '@wxdi/sdk';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createNodeTransport, fetchTransport } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withMaxSockets } from '../../src/http/with-max-sockets.js';
import { counted } from '../support/counted-signal.js';
import { get } from './fixtures/node-transport.js';

const answer = { status: 200, headers: {}, body: '' };

/** A transport whose requests are answered one by one, by the test. */
const manual = (max?: number) => {
  const open = new Map<string, (outcome: HttpResponse) => void>();
  const wire: Transport = ({ url }) => new Promise((resolve) => open.set(url.pathname.slice(1), resolve));
  const limited = withMaxSockets(max)(wire);
  return {
    send: (name: string, more: Partial<HttpRequest> = {}) =>
      limited(get(`https://cpd.example.com/${name}`, more)),
    /** Names of the requests in progress. */
    open: () => [...open.keys()],
    end: async (name: string) => {
      open.get(name)?.(answer);
      open.delete(name);
      await new Promise(setImmediate);
    },
  };
};

describe('requests beyond the limit', () => {
  it('wait, and are sent in order as others end', async () => {
    const { send, open, end } = manual(2);
    const all = ['a', 'b', 'c', 'd'].map((name) => send(name));
    expect(open()).toEqual(['a', 'b']);
    await end('b');
    expect(open()).toEqual(['a', 'c']);
    await end('c');
    expect(open()).toEqual(['a', 'd']);
    await end('a');
    const late = send('e');
    expect(open()).toEqual(['d', 'e']);
    await end('d');
    await end('e');
    expect(await Promise.all([...all, late])).toEqual(Array(5).fill(answer));
  });

  it('are 50 at most by default', () => {
    const { send, open } = manual();
    for (let i = 0; i < 80; i += 1) void send(String(i));
    expect(open()).toHaveLength(50);
  });

  it('leave the queue as soon as their signal fires, unsent and without a listener', async () => {
    const { send, open, end } = manual(1);
    void send('a');
    const { signal, abort, listeners } = counted();
    const queued = send('b', { signal });
    const last = send('c');
    abort();
    expect(await queued).toMatchObject({ failure: 'aborted', unsent: true, cause: { message: 'enough' } });
    expect([open(), listeners()]).toEqual([['a'], 0]);
    await end('a');
    expect(open()).toEqual(['c']);
    await end('c');
    expect(await last).toEqual(answer);
  });

  it('do not lose the place of a request that failed or was aborted', async () => {
    let calls = 0;
    const send = withMaxSockets(1)(async () => {
      calls += 1;
      return { failure: 'lost', message: 'it was lost' };
    });
    for (let i = 0; i < 3; i += 1) await send(get('https://cpd.example.com/'));
    const { signal, abort } = counted();
    abort();
    await send(get('https://cpd.example.com/', { signal }));
    expect(calls).toBe(4);
  });
});

it.each([0, -1, 1.5, NaN, '2'])('maxSockets: %s is refused', (value) => {
  const maxSockets = value as number;
  const refusal = expect.objectContaining({
    kind: 'InvalidInput',
    message: `option maxSockets: expected a whole number, 1 or more, got ${value}`,
  });
  expect(() => createNodeTransport({ maxSockets })).toThrow(refusal);
  expect(() => fetchTransport({ maxSockets })).toThrow(refusal);
});

it('a thousand reads at once succeed in a process that may open 256 files', async () => {
  const simulator = await startSimulator({ jobs: 1 });
  onTestFinished(() => simulator.close());
  const program = `
    import { createClient } from ${JSON.stringify(import.meta.resolve('@wxdi/sdk'))};
    const [url, project, token] = process.argv.slice(1);
    const client = createClient({ url, project, auth: { type: 'bearertoken', token } });
    const [job] = await client.jobs.list().toArray();
    const read = await Promise.all(Array.from({ length: 1_000 }, () => client.jobs.get(job.id)));
    console.log(read.length);
  `;
  const { url, projectId, token } = simulator;
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    'ulimit -n 256; exec "$0" "$@"',
    process.execPath,
    '--input-type=module',
    '--eval',
    program,
    url,
    projectId,
    token,
  ]);
  expect(stdout).toBe('1000\n');
});
