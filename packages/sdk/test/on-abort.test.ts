import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { onAbort } from '../src/on-abort.js';

it('the end of one waiter does not take the signal from the others', () => {
  const stop = new AbortController();
  const ran: string[] = [];
  const forget = onAbort(stop.signal, () => ran.push('first'));
  onAbort(stop.signal, () => ran.push('second'));
  forget();
  forget();
  stop.abort();
  expect(ran).toEqual(['second']);
});

it('nothing listens to a signal without waiters, which can be waited for again', () => {
  const stop = new AbortController();
  const ran: string[] = [];
  onAbort(stop.signal, () => ran.push('first'))();
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  onAbort(stop.signal, () => ran.push('second'));
  stop.abort();
  expect(ran).toEqual(['second']);
});
