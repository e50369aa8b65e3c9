import type { Cancel, CancelScope } from '@wxdi/core';
import { cancelScope, never } from '@wxdi/core';

/** What a generator makes, with a signal for its work. */
type Open<A> = (stop: Cancel) => AsyncGenerator<A, unknown>;

/**
 * An iterator that can be ended while a step is pending: `return()` cancels the work of that step and resolves at once.
 * The `return()` of a generator waits for the pending step instead.
 */
export const stoppable = <A>(signal: Cancel = never, open: Open<A>): AsyncIterableIterator<A, undefined> => {
  const over = { done: true, value: undefined } as const;
  let ended = false;
  let begun: { readonly scope: CancelScope; readonly steps: AsyncGenerator<A, unknown> } | undefined;

  const begin = () => {
    const scope = cancelScope(signal);
    begun = { scope, steps: open(scope.cancel) };
    return begun;
  };
  const end = (): typeof over => {
    ended = true;
    begun?.scope.close();
    begun?.scope.fire();
    return over;
  };

  return {
    next: async () => {
      if (ended) return over;
      const { steps } = begun ?? begin();
      try {
        const step = await steps.next();
        if (ended || step.done === true) return end();
        return step;
      } catch (error) {
        if (ended) return over;
        end();
        throw error;
      }
    },
    return: async () => end(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
