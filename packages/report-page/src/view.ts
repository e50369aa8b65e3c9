import type { ReportJob, ReportPageData, ReportRun } from './data.js';
import type { Look } from './look.js';
import type { Window } from './window.js';
import { amount, instant } from './format.js';
import { groupBy } from './group.js';
import { cut } from './html.js';
import { lookOf } from './look.js';
import { compare } from './order.js';
import { shortestUnique } from './short-ids.js';

/** The data in the order in which it is shown, with times as numbers. */
export interface View {
  readonly window: Window;
  /** Those with a problem first, then by their first run. */
  readonly jobs: readonly JobView[];
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly jobOf: (id: string) => JobView | undefined;
  readonly runOf: (id: string) => RunView | undefined;
}

export interface JobView {
  readonly id: string;
  /** The name; with the id if another job has the same name. */
  readonly label: string;
  /** Number in the order of the page. */
  readonly n: number;
  readonly type: string | undefined;
  readonly usualSeconds: number | undefined;
  readonly nextStartMs: number | undefined;
  /** Oldest first. */
  readonly runs: readonly RunView[];
  readonly missedMs: readonly number[];
  readonly hasProblem: boolean;
  /** Whether it has charts: the first hundred jobs with something to draw. */
  readonly isDrawn: boolean;
}

export interface RunView {
  readonly id: string;
  /** The beginning of the id that no other run of the report has. */
  readonly shortId: string;
  /** Number in the order of the page. */
  readonly n: number;
  readonly jobId: string;
  readonly jobLabel: string;
  /** Whether the page links to its row. */
  readonly isLinked: boolean;
  readonly state: string;
  readonly look: Look;
  readonly startMs: number | undefined;
  /** Until when it is drawn. */
  readonly endMs: number | undefined;
  /** So far, if it is active. */
  readonly seconds: number | undefined;
  readonly rowsRead: number | undefined;
  readonly rowsWritten: number | undefined;
}

/** Throws a RangeError for an invalid window. */
export const viewOf = (data: ReportPageData): View => {
  const window = windowOf(data);
  const labels = labelsOf(data);
  const linked = new Set([data.failed, data.slow, data.running, data.stuck].flat().map(({ run }) => run));
  const ids = shortestUnique(data.runs.map(({ id }) => id));
  const runs = data.runs
    .map((run) => runView(run, labels.get(run.jobId) ?? run.jobId, ids.get(run.id) ?? run.id, window))
    .toSorted((a, b) => (b.startMs ?? Infinity) - (a.startMs ?? Infinity) || compare(a.id, b.id))
    .map((run, n): RunView => ({ ...run, n, isLinked: linked.has(run.id) }));
  const jobs = jobViews(data, labels, runs);
  const jobById = new Map(jobs.map((job) => [job.id, job]));
  const runById = new Map(runs.map((run) => [run.id, run]));
  return { window, jobs, runs, jobOf: (id) => jobById.get(id), runOf: (id) => runById.get(id) };
};

const windowOf = ({ since, until }: ReportPageData): Window => {
  const [fromMs, toMs] = [instant(since), instant(until)];
  if (fromMs === undefined || toMs === undefined || fromMs > toMs) {
    throw new RangeError(`not a window of time: ${since} to ${until}`);
  }
  return { fromMs, toMs };
};

const longestName = 120;

/** Of every job that the data mentions. */
const labelsOf = (data: ReportPageData): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const mentioned = [data.failed, data.slow, data.missed, data.running, data.stuck].flat();
  for (const { jobId } of data.runs) names.set(jobId, jobId);
  for (const { job } of mentioned) names.set(job, job);
  for (const { id, name } of data.jobs) names.set(id, cut(name, longestName));
  const jobsWith = new Map<string, number>();
  for (const name of names.values()) jobsWith.set(name, (jobsWith.get(name) ?? 0) + 1);
  return new Map(
    [...names].map(([id, name]) => [id, jobsWith.get(name) === 1 || name === id ? name : `${name} (${id})`]),
  );
};

const runView = (
  run: ReportRun,
  jobLabel: string,
  shortId: string,
  { toMs }: Window,
): Omit<RunView, 'n' | 'isLinked'> => {
  const look = lookOf(run.state);
  const startMs = instant(run.startedAt) ?? instant(run.createdAt);
  const reported = amount(run.durationSeconds);
  const ended = look === 'act' ? toMs : instant(run.finishedAt);
  const endMs =
    ended ?? (startMs !== undefined && reported !== undefined ? startMs + reported * 1_000 : startMs);
  const lasted = startMs === undefined || ended === undefined ? undefined : amount((ended - startMs) / 1_000);
  return {
    id: run.id,
    shortId,
    jobId: run.jobId,
    jobLabel,
    state: run.state,
    look,
    startMs,
    endMs,
    seconds: look === 'act' ? lasted : (reported ?? lasted),
    rowsRead: amount(run.rowsRead),
    rowsWritten: amount(run.rowsWritten),
  };
};

const jobViews = (
  data: ReportPageData,
  labels: ReadonlyMap<string, string>,
  runs: readonly RunView[],
): readonly JobView[] => {
  const known = new Map<string, Partial<ReportJob>>(data.jobs.map((job) => [job.id, job]));
  const runsOf = groupBy(runs.toReversed(), ({ jobId }) => jobId);
  const missedOf = groupBy(data.missed, ({ job }) => job);
  const troubled = new Set([data.failed, data.slow, data.missed, data.stuck].flat().map(({ job }) => job));
  const times = (id: string): readonly number[] =>
    (missedOf.get(id) ?? []).flatMap(({ at }) => instant(at) ?? []).toSorted((a, b) => a - b);
  const sorted = [...labels]
    .map(([id, label]) => ({
      id,
      label,
      type: known.get(id)?.type,
      usualSeconds: amount(known.get(id)?.usualSeconds),
      nextStartMs: instant(known.get(id)?.nextStartAt),
      runs: runsOf.get(id) ?? [],
      missedMs: times(id),
      hasProblem: troubled.has(id),
    }))
    .toSorted(
      (a, b) =>
        Number(b.hasProblem) - Number(a.hasProblem) ||
        firstMs(a) - firstMs(b) ||
        compare(a.label, b.label) ||
        compare(a.id, b.id),
    );
  const drawn = new Set(sorted.filter(hasDrawing).slice(0, mostDrawn));
  return sorted.map((job, n) => ({ ...job, n, isDrawn: drawn.has(job) }));
};

type Drawing = Pick<JobView, 'runs' | 'missedMs'>;

const hasDrawing = ({ runs, missedMs }: Drawing): boolean => runs.length + missedMs.length > 0;

/** The charts of more jobs would make the page large, and nobody would read them. */
const mostDrawn = 100;

/** Finite, since two of them are subtracted. */
const firstMs = ({ runs, missedMs }: Drawing): number =>
  Math.min(runs[0]?.startMs ?? Number.MAX_VALUE, missedMs[0] ?? Number.MAX_VALUE);
