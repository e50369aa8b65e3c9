import type { LinkMetrics, RunMetrics, StageMetrics } from '../domain/metrics.js';
import { hasMetrics } from '../domain/metrics.js';
import { defined } from '../domain/defined.js';

/** The stage of a run that failed first, according to its metrics. */
export type FailedStage =
  /** `stage` is absent if only a link failed whose reader is not known. */
  | { readonly _tag: 'Failed'; readonly stage?: string; readonly link?: string; readonly at?: string }
  | { readonly _tag: 'None' }
  /** The service has sent no metrics by stage and link. A run that failed early has none. */
  | { readonly _tag: 'NoMetrics' };

/** The stage that failed first; if only links failed, the stage that reads from the first of them. */
export const firstFailedStage = (metrics: RunMetrics): FailedStage => {
  if (!hasMetrics(metrics)) return { _tag: 'NoMetrics' };
  const stage = earliest(metrics.stages);
  if (stage !== undefined)
    return defined({ _tag: 'Failed' as const, stage: stage.name, at: stage.finishedAt });
  const link = earliest(metrics.links);
  if (link === undefined) return { _tag: 'None' };
  return defined({ _tag: 'Failed' as const, stage: link.to, link: link.name, at: link.finishedAt });
};

/** The earliest end of those that failed, or the first in the list if the times are not known. */
const earliest = <Part extends StageMetrics | LinkMetrics>(parts: readonly Part[]): Part | undefined =>
  parts
    .filter(({ state = '' }) => /fail|abort/i.test(state))
    .reduce(
      (first: Part | undefined, part) =>
        first === undefined || (part.finishedAt ?? '~') < (first.finishedAt ?? '~') ? part : first,
      undefined,
    );
