import { expect, it, onTestFinished } from 'vitest';
import { counted } from '../support/counted-signal.js';
import { answer, clientOver, runBody } from '../support/fake-network.js';

/** Warnings of Node during the test. */
const warnings = (): readonly Error[] => {
  const seen: Error[] = [];
  const warn = (warning: Error): void => void seen.push(warning);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));
  return seen;
};

it('thirty calls with one signal share one listener, and Node warns of no leak', async () => {
  const seen = warnings();
  const { signal, listeners, peak } = counted();
  const { client } = clientOver(({ method }) => {
    if (method === 'DELETE') return answer(204);
    return method === 'POST' ? answer(201, runBody('Starting')) : answer(200, runBody('Completed'));
  });
  const thirty = <A>(call: () => Promise<A>): Promise<readonly A[]> =>
    Promise.all(Array.from({ length: 30 }, call));
  const orders = [{ job: 'job-1' }, { job: 'job-1' }];
  const runs = await thirty(() => client.jobs.runMany(orders, { signal }));
  const chains = await thirty(() => client.jobs.runChain([{ name: 'a', job: 'job-1' }], { signal }));
  const deleted = await thirty(() => client.runs.deleteMany('job-1', ['run-1', 'run-2'], { signal }));
  const waits = await thirty(() => client.runs.wait('job-1', 'run-1', { signal }));

  await new Promise(setImmediate);
  expect([runs, chains, deleted, waits].map(({ length }) => length)).toEqual([30, 30, 30, 30]);
  expect(deleted.flatMap((report) => report.deleted)).toHaveLength(60);
  expect(peak()).toBe(1);
  expect(listeners()).toBe(0);
  expect(seen).toEqual([]);
});

it('a signal ends the calls in progress after another call with the same signal has ended', async () => {
  const { signal, abort } = counted();
  const { client } = clientOver(({ url, signal: inner }) => {
    if (url.pathname.endsWith('run-1')) return answer(204);
    return new Promise((resolve) => {
      const aborted = { failure: 'aborted', message: 'it was aborted', unsent: true } as const;
      inner?.addEventListener('abort', () => resolve(aborted));
    });
  });
  const pending = client.runs.deleteMany('job-1', ['run-2'], { signal });
  expect(await client.runs.deleteMany('job-1', ['run-1'], { signal })).toMatchObject({ deleted: ['run-1'] });
  abort();
  expect(await pending).toMatchObject({
    deleted: [],
    failed: [{ run: 'run-2', error: { kind: 'Aborted' } }],
  });
});
