import type { UnreadableRow } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';
import { answer, clientOver, jobBody, runBody } from '../support/fake-network.js';

const oddJob = (id: string) => ({ ...jobBody(), metadata: { asset_id: id, name: null } });
const oddRun = { ...runBody('Failed'), entity: { job_run: { job_ref: 'job-1' } } };

const twoPages = (options = {}) =>
  clientOver(
    [
      answer(200, { results: [jobBody('a'), oddJob('b'), jobBody('c')], next: { n: 1 } }),
      answer(200, { results: [jobBody('d'), 'text'] }),
    ],
    options,
  );

const read = async (rows: AsyncIterable<{ readonly id: string }>) => {
  const ids: string[] = [];
  try {
    for await (const { id } of rows) ids.push(id);
    return { ids, error: undefined };
  } catch (error) {
    return { ids, error };
  }
};

describe('rows that do not match the API description', () => {
  it('are left out; after all others, the listing rejects with their number', async () => {
    expect(await read(twoPages().client.jobs.list())).toMatchObject({
      ids: ['a', 'c', 'd'],
      error: {
        name: 'WxdiError',
        kind: 'Undecodable',
        message: '2 rows of the list could not be read: they do not match the API description',
        issues: [{ path: 'results[1].metadata.name' }, { path: 'results[1]' }],
      },
    });
  });

  it('are handed to onUnreadable instead, which must not throw but may', async () => {
    const odd: UnreadableRow[] = [];
    const onUnreadable = (row: UnreadableRow): void => {
      odd.push(row);
      throw new Error('a bug of the program');
    };
    const { client } = twoPages();
    expect(await read(client.jobs.list({ onUnreadable }))).toEqual({
      ids: ['a', 'c', 'd'],
      error: undefined,
    });
    expect(odd.map(({ id }) => id)).toEqual(['b', undefined]);
  });

  it('do not matter to a reader who has enough before the end', async () => {
    const { client, sent } = twoPages();
    expect(await client.jobs.list().toArray({ limit: 2 })).toHaveLength(2);
    expect(sent).toHaveLength(1);
  });

  it('are left out of a list of runs too', async () => {
    const page = answer(200, { results: [oddRun, runBody('Completed', 'r2')] });
    expect(await read(clientOver([page]).client.runs.list('job-1'))).toMatchObject({
      ids: ['r2'],
      error: { kind: 'Undecodable', message: expect.stringContaining('1 row of the list') as string },
    });
    const seen: UnreadableRow[] = [];
    const onUnreadable = (row: UnreadableRow) => seen.push(row);
    expect(await clientOver([page]).client.runs.list('job-1', { onUnreadable }).toArray()).toHaveLength(1);
    expect(seen).toMatchObject([{ id: 'run-1', issues: [{ path: 'results[0].entity.job_run.state' }] }]);
  });

  it('stop a caller that needs a complete list', async () => {
    const jobs = answer(200, { results: [jobBody('a', 'x'), oddJob('b')] });
    const runs = answer(200, { results: [runBody('Running', 'r2'), oddRun] });
    const undecodable = { kind: 'Undecodable', message: expect.stringContaining('1 row') as string };
    const listed = clientOver(({ method }) => (method === 'POST' ? answer(403) : jobs));
    await expect(listed.client.jobs.find('x')).rejects.toMatchObject(undecodable);
    for (const method of ['latest', 'active'] as const)
      await expect(clientOver([runs]).client.runs[method]('job-1')).rejects.toMatchObject(undecodable);
    await expect(clientOver([runs]).client.runs.find('job-1', 'job run')).rejects.toMatchObject(undecodable);
    const { client, sent } = clientOver([runs]);
    await expect(client.runs.prune('job-1', { all: true })).rejects.toMatchObject(undecodable);
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it('are not looked for in an answer that is no page', async () => {
    for (const body of [{ results: {} }, { results: [jobBody()], next: 5, total_rows: 'x' }, []])
      await expect(
        clientOver([answer(200, body)])
          .client.jobs.list()
          .toArray(),
      ).rejects.toMatchObject({
        kind: expect.stringMatching(/Undecodable/) as string,
      });
  });
});
