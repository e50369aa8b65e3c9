import type { ArchiveReport } from '@wxdi/core';
import type { UnreadRuns } from './search.js';

/** What changed in an archive, and what is missing in it. */
export interface ArchivedRuns extends Omit<ArchiveReport, 'failures'> {
  /** What could not be read; none if the archive has everything. */
  readonly failures: readonly UnreadRuns[];
}
