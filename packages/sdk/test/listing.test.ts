import { WxdiError } from '@wxdi/sdk';
import { answer, clientOver, jobBody } from './support/fake-network.js';
import { describe, expect, it } from 'vitest';

const page = (rows: readonly string[], next?: object) =>
  answer(200, { results: rows.map((id) => jobBody(id)), ...(next === undefined ? {} : { next }) });

const pages = [page(['a', 'b'], { n: 1 }), page([], { n: 2 }), page(['c', 'd'])];

const rowsOver = (answers: Parameters<typeof clientOver>[0]) => {
  const { client, sent } = clientOver(answers);
  const rows = client.jobs.list()[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { done, value } = await rows.next();
    return done === true ? 'end' : value.id;
  };
  const stop = async (): Promise<unknown> => rows.return?.();
  return { client, sent, rows, next, stop };
};

describe('a listing', () => {
  it('reads the next page only when its rows are requested', async () => {
    const { client, sent } = clientOver([page(['a', 'b'], { n: 1 }), page(['c'])]);
    const seen: [string, number][] = [];
    for await (const job of client.jobs.list()) seen.push([job.id, sent.length]);
    expect(seen).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ]);
  });

  it('treats the limit as a total', async () => {
    const { client, sent } = clientOver([page(['a', 'b'], { n: 1 }), page(['c', 'd'], { n: 2 })]);
    expect(await client.jobs.list().toArray({ limit: 3 })).toHaveLength(3);
    expect(sent).toHaveLength(2);
  });

  it('yields complete pages with byPage', async () => {
    const { client } = clientOver([page(['a', 'b'], { n: 1 }), page(['c'])]);
    const sizes: number[] = [];
    for await (const rows of client.jobs.list().byPage()) sizes.push(rows.length);
    expect(sizes).toEqual([2, 1]);
  });
});

describe('the rows of a listing', () => {
  it('arrive in the requested order, also for concurrent calls', async () => {
    const { rows, next } = rowsOver(pages);
    const third = rows.next().then(next);
    const second = next();
    expect([await second, await third]).toEqual(['b', 'c']);
    expect(await Promise.all([next(), next(), next()])).toEqual(['d', 'end', 'end']);
  });

  it('end, without further requests, after a break', async () => {
    const { client, sent } = rowsOver(pages);
    const seen: string[] = [];
    for await (const { id } of client.jobs.list()) {
      seen.push(id);
      break;
    }
    expect([seen, sent.length]).toEqual([['a'], 1]);
  });

  it('end at return, after the earlier calls', async () => {
    const { next, stop, sent } = rowsOver(pages);
    const results = [next(), stop(), next()];
    expect(await Promise.all(results)).toEqual(['a', { done: true, value: undefined }, 'end']);
    expect([await next(), sent.length]).toEqual(['end', 1]);
  });

  it('end without a request if return is called before the first row', async () => {
    const { next, stop, sent } = rowsOver(pages);
    await stop();
    expect([await next(), sent.length]).toEqual(['end', 0]);
  });

  it('end after an error, which rejects the call that caused it', async () => {
    const { next } = rowsOver([page(['a'], { n: 1 }), answer(403, {})]);
    const results = await Promise.allSettled([next(), next(), next()]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: expect.any(WxdiError) as unknown });
    expect(results[2]).toMatchObject({ value: 'end' });
  });

  it('are listed again by each iteration', async () => {
    const { client } = clientOver([page(['a']), page(['b'])]);
    const list = client.jobs.list();
    const seen: string[] = [];
    for await (const { id } of list) seen.push(id);
    for await (const { id } of list) seen.push(id);
    expect(seen).toEqual(['a', 'b']);
  });
});
