import type { HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { getEventListeners } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answer, clientOver, failure, runBody } from '../support/fake-network.js';

type Service = (request: HttpRequest) => HttpResponse | Promise<HttpResponse | TransportFailure>;

const running: Service = () => answer(200, runBody('Running'));
const hanging: Service = ({ signal }) =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve(failure('aborted'))));

/** Follows a run, while the time stands still. */
const follow = (service: Service) => {
  const { client, clock, sent } = clientOver(service);
  onTestFinished(clock.hold());
  const { signal } = new AbortController();
  const steps = client.runs.follow('job-1', 'run-1', { signal })[Symbol.asyncIterator]();
  return { clock, sent, signal, steps };
};
const over = { done: true, value: undefined };

describe('return() of a followed run', () => {
  it('ends the pause between two polls at once, and no timer or listener is left', async () => {
    const { clock, signal, steps, sent } = follow(running);
    await steps.next();
    const pending = steps.next();
    await new Promise(setImmediate);
    expect(clock.pending()).toBeGreaterThan(0);
    expect(await steps.return?.()).toEqual(over);
    expect(await pending).toEqual(over);
    expect(clock.pending()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(await steps.next()).toEqual(over);
    expect(sent).toHaveLength(1);
  });

  it('aborts a poll under way', async () => {
    const { clock, sent, steps } = follow(hanging);
    const pending = steps.next();
    await new Promise(setImmediate);
    expect(await steps.return?.()).toEqual(over);
    expect(await pending).toEqual(over);
    expect(sent[0]?.signal?.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it('before the first step sends nothing', async () => {
    const { steps, sent } = follow(running);
    await steps.return?.();
    expect(await steps.next()).toEqual(over);
    expect(sent).toEqual([]);
  });
});

describe('a followed run that is over', () => {
  it('leaves no listener, and stays over', async () => {
    const { signal, steps } = follow(() => answer(200, runBody('Completed')));
    while ((await steps.next()).done !== true);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(await steps.next()).toEqual(over);
  });

  it('because of an error leaves no listener, and stays over', async () => {
    const { client, sent } = clientOver([answer(403)]);
    const { signal } = new AbortController();
    const steps = client.runs.follow('job-1', 'run-1', { signal })[Symbol.asyncIterator]();
    const end = async () => {
      while ((await steps.next()).done !== true);
    };
    await expect(end()).rejects.toMatchObject({ kind: 'NotPermitted' });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    const before = sent.length;
    expect(await steps.next()).toEqual(over);
    expect(sent).toHaveLength(before);
  });
});
