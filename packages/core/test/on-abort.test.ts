import { onAbort } from '@wxdi/core';
import { expect, it } from 'vitest';

/** A signal with a log of the changes of its listeners. */
const logged = () => {
  const controller = new AbortController();
  const { signal } = controller;
  const log: string[] = [];
  return {
    log,
    abort: () => controller.abort(),
    signal: {
      get aborted() {
        return signal.aborted;
      },
      addEventListener: (type: 'abort', listener: () => void) => {
        log.push('added');
        signal.addEventListener(type, listener);
      },
      removeEventListener: (type: 'abort', listener: () => void) => {
        log.push('removed');
        signal.removeEventListener(type, listener);
      },
    },
  };
};

it('all waiters of a signal share one listener, which is removed with the last of them', () => {
  const { signal, log } = logged();
  const forget = Array.from({ length: 20 }, () => onAbort(signal, () => undefined));
  expect(log).toEqual(['added']);
  forget.slice(1).forEach((each) => each());
  expect(log).toEqual(['added']);
  forget[0]?.();
  forget[0]?.();
  expect(log).toEqual(['added', 'removed']);
  onAbort(signal, () => undefined)();
  expect(log).toEqual(['added', 'removed', 'added', 'removed']);
});

it('the signal calls every waiter that has not left', () => {
  const { signal, abort } = logged();
  const called: string[] = [];
  const leave = onAbort(signal, () => called.push('left'));
  onAbort(signal, () => called.push('first'));
  onAbort(signal, () => called.push('second'));
  leave();
  abort();
  expect(called).toEqual(['first', 'second']);
});
