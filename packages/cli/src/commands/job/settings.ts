import type { JobDraft } from '@wxdi/sdk';
import { UsageError } from '../../errors.js';

/** The results of a run that notifications can be sent for. */
export const ends = ['success', 'warning', 'failure'] as const;

/** Notifications for these results, and for no others. */
export const notificationsOf = (
  results: readonly (typeof ends)[number][],
): NonNullable<JobDraft['notifications']> => ({
  success: results.includes('success'),
  warning: results.includes('warning'),
  failure: results.includes('failure'),
});

/** A list of results, or `none`. */
export const resultsOf = (list: string): readonly (typeof ends)[number][] =>
  list.split(',').map((word) => {
    const found = ends.find((end) => end === word.trim().toLowerCase());
    if (found === undefined)
      throw new UsageError(`flag --notify takes ${ends.join(', ')} or none, not "${word.trim()}"`);
    return found;
  });
