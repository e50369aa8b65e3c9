import type { JobRun } from '../domain/job-run.js';
import { noMetrics } from '../domain/metrics.js';

/** What a statistic needs of a run: a row may have kilobytes of configuration and metrics. */
export const leanRun = ({ description: _, parameterSets: _sets, ...run }: JobRun): JobRun => ({
  ...run,
  parameters: [],
  configuration: {},
  metrics: noMetrics,
});
