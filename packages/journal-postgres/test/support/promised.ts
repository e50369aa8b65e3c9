import type { Journal } from '@wxdi/core';
import type { OwnJournal } from '@wxdi/sdk';

/** A journal of the library, as its users give one. */
export const promised = ({ find, swap }: Journal): OwnJournal => {
  const valueOf = async <A>(
    task: () => Promise<{ _tag: 'Left' } | { _tag: 'Right'; right: A }>,
  ): Promise<A> => {
    const result = await task();
    if (result._tag === 'Left') throw new Error('the journal failed');
    return result.right;
  };
  return {
    find: (key) => valueOf(find(key)),
    swap: (previous, next) => valueOf(swap(previous, next)),
  };
};
