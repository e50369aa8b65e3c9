import type { Session } from './session.js';
import { WxdiError } from '@wxdi/sdk';
import { UsageError } from './errors.js';
import { visible } from './render/visible.js';

/** The most ids that a message contains. */
const mostShown = 5;

/**
 * The id that begins with a text, out of a complete list of jobs or runs; `undefined` if none does. A command that
 * deletes or cancels refuses it, since a mistyped character could select another job or run.
 */
export const wholeId = async (
  { needsWholeIds }: Pick<Session, 'needsWholeIds'>,
  what: 'job' | 'run',
  prefix: string,
  rows: AsyncIterable<{ readonly id: string }>,
): Promise<string | undefined> => {
  const found = new Set<string>();
  for await (const { id } of rows) if (id.toLowerCase().startsWith(prefix.toLowerCase())) found.add(id);
  const [only, ...others] = found;
  if (only === undefined) return undefined;
  if (needsWholeIds) {
    const ids = [only, ...others].slice(0, mostShown).map(visible).join(', ');
    throw new UsageError(
      `"${prefix}" is only the beginning of the id of a ${what}; to delete or cancel, give the whole id`,
      others.length < mostShown ? `whole id: ${ids}` : `whole ids: ${ids}, …`,
    );
  }
  if (others.length === 0) return only;
  throw new WxdiError({
    _tag: 'AmbiguousName',
    name: prefix,
    message: `the ids of ${found.size} ${what}s begin with "${prefix}"`,
    outcome: 'not-sent',
    at: [],
    candidates: [...found],
  });
};
