import { WxdiError, type ReadFailure, type RunsSummary } from '@wxdi/sdk';
import { explained } from '../errors.js';
import { visible } from '../render/visible.js';
import type { Messages } from './messages.js';

/** The error of a result that was printed without a part that could not be read: exit 6 or 7. */
export const incomplete = (what: string, { kind, message }: ReadFailure, hint: string): unknown => {
  const common = { message: `${what}: ${message}`, outcome: 'not-sent', at: [] } as const;
  const error = new WxdiError(
    kind === 'Undecodable' ? { _tag: kind, issues: [], ...common } : { _tag: 'Unavailable', ...common },
  );
  return explained(error, { hint });
};

/**
 * Says where the runs of many jobs come from, once they were printed. Reports each job that could not be read, and throws
 * if there is one: exit 6, or 7 if only rows could not be read.
 */
export const reportRuns = (say: Messages, { source, because, failures }: RunsSummary): void => {
  if (source === 'search')
    say.note('from a search, whose index may lag: the newest runs may be missing; --exact reads the lists');
  else if (because !== undefined) say.detail(`the lists of all jobs were read: ${visible(because)}`);
  for (const { jobId, jobName, runId, error } of failures) {
    const job = visible(jobName ?? jobId ?? '');
    const what =
      runId !== undefined
        ? `run ${visible(runId)} of job ${job}`
        : job === ''
          ? 'the list of jobs'
          : `job ${job}`;
    say.warn(`${what} could not be read: ${visible(error.message)}`, {
      jobId,
      jobName,
      runId,
      kind: error.kind,
    });
  }
  const [worst] = failures.toSorted((a, b) => rank(a) - rank(b));
  if (worst === undefined) return;
  const { kind, message } = worst.error;
  throw incomplete('the list is incomplete', { kind, message }, 'run it again');
};

const rank = ({ error }: RunsSummary['failures'][number]): number => (error.kind === 'Undecodable' ? 1 : 0);
