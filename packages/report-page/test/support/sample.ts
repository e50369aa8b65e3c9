import type { FailedRun, ReportJob, ReportPageData, ReportRun } from '@wxdi/report-page';

const hourMs = 3_600_000;
const untilMs = Date.parse('2026-10-18T06:00:00Z');
const sinceMs = untilMs - 24 * hourMs;

const iso = (ms: number): string => new Date(Math.round(ms / 1_000) * 1_000).toISOString();

/** An empty window of 24 hours. */
export const noRuns: ReportPageData = {
  project: 'sales-warehouse',
  since: iso(sinceMs),
  until: iso(untilMs),
  total: 0,
  byState: {},
  jobs: [],
  runs: [],
  failed: [],
  slow: [],
  missed: [],
  running: [],
  stuck: [],
  unreadable: [],
};

/** A report with consistent numbers. */
export const reportOf = (parts: Partial<ReportPageData>): ReportPageData => {
  const { runs = [] } = parts;
  const byState: Record<string, number> = {};
  for (const { state } of runs) byState[state] = (byState[state] ?? 0) + 1;
  const running = runs
    .filter(({ state }) => state === 'Running')
    .map(({ id, jobId }) => ({ job: jobId, run: id }));
  return { ...noRuns, total: runs.length, byState, running, ...parts };
};

/** The same numbers give the same night. */
export const sampleNight = (jobs: number, runsOfAll: number): ReportPageData => {
  const next = numbers();
  const plans = Array.from({ length: jobs }, (_, n) => planOf(n, runsOfAll / jobs, next));
  const runs = plans.flatMap((plan) => Array.from({ length: plan.number }, (_, k) => runOf(plan, k, next)));
  const failed = runs.filter(({ state }) => state === 'Failed').map(failureOf);
  const usual = new Map(plans.map(({ job }) => [job.id, job.usualSeconds]));
  const slow = runs.flatMap(({ id: run, jobId: job, state, durationSeconds = 0 }) => {
    const usualSeconds = usual.get(job) ?? Infinity;
    return state === 'Completed' && durationSeconds > 2 * usualSeconds
      ? [{ job, run, durationSeconds, usualSeconds }]
      : [];
  });
  const [late] = plans;
  const stuck = late === undefined ? undefined : stuckRun(late, next);
  const all = [...runs, ...(stuck === undefined ? [] : [stuck])];
  return reportOf({
    jobs: [...plans.map(({ job }) => job), { id: 'idle', name: 'yearly_close', type: 'data_intg_flow' }],
    runs: all,
    failed,
    slow,
    missed: plans.slice(4, 6).map(({ job, firstMs, everyMs, number }) => ({
      job: job.id,
      at: iso(firstMs + (number - 2.2) * everyMs),
    })),
    stuck: all
      .filter((run) => run === stuck)
      .map(({ id, jobId }) => ({
        job: jobId,
        run: id,
        durationSeconds: 15_000,
        usualSeconds: late?.job.usualSeconds,
      })),
  });
};

interface Plan {
  readonly job: ReportJob;
  readonly n: number;
  readonly number: number;
  readonly firstMs: number;
  readonly everyMs: number;
  readonly seconds: number;
  readonly rows: number;
}

const sources = ['orders', 'customers', 'payments', 'inventory', 'shipments', 'returns', 'prices', 'clicks'];
const steps = ['load', 'clean', 'publish', 'archive', 'reconcile'];

const planOf = (n: number, average: number, next: () => number): Plan => {
  const number = Math.max(1, Math.round(average * (0.3 + 1.4 * next())));
  const firstMs = sinceMs + next() * Math.min(10 * hourMs, (24 * hourMs) / number);
  const everyMs = (untilMs - firstMs) / number;
  const seconds = Math.round(Math.min(60 + next() ** 2 * 7_000, everyMs / 1_300));
  const round = Math.floor(n / 40);
  const job = {
    id: idOf(next),
    name: `${sources[n % 8]}_${steps[Math.floor(n / 8) % 5]}${round === 0 ? '' : `_${round + 1}`}`,
    type: n % 8 === 7 ? 'streamsets_flow' : 'data_intg_flow',
    usualSeconds: n % 9 === 8 ? undefined : seconds,
    nextStartAt: n % 5 === 4 ? undefined : iso(untilMs + ((n % 7) + 0.5) * hourMs),
  };
  return { job, n, number, firstMs, everyMs, seconds, rows: Math.round(10 ** (3 + 4 * next())) };
};

const runOf = (
  { job, n, number, firstMs, everyMs, seconds, rows }: Plan,
  k: number,
  next: () => number,
): ReportRun => {
  const luck = next();
  const isSlow = n % 13 === 3 && k === number - 2;
  const failed = luck < (n % 7 === 1 ? 0.3 : 0.004);
  const ended = luck > 0.06 || isSlow ? 'Completed' : luck > 0.02 ? 'CompletedWithWarnings' : 'Canceled';
  const startMs = firstMs + k * everyMs;
  const lasts = Math.round(seconds * (0.8 + 0.4 * next()) * (failed ? 0.4 : isSlow ? 2.6 : 1));
  const isActive = startMs + lasts * 1_000 > untilMs;
  const times = isActive ? {} : { finishedAt: iso(startMs + lasts * 1_000), durationSeconds: lasts };
  return {
    id: idOf(next),
    jobId: job.id,
    state: isActive ? 'Running' : failed ? 'Failed' : ended,
    startedAt: iso(startMs),
    ...times,
    rowsRead: Math.round(rows * (0.9 + 0.2 * next())),
    rowsWritten: failed && !isActive ? 0 : Math.round(rows * (0.85 + 0.2 * next())),
  };
};

const stuckRun = ({ job }: Plan, next: () => number): ReportRun => ({
  id: idOf(next),
  jobId: job.id,
  state: 'Running',
  startedAt: iso(untilMs - 15_000_000),
});

const reasons = [
  { code: 'IIS-CONN-DAAPI-00099', message: 'Connection to db2-prod:50000 timed out after 30 seconds' },
  { code: 'IIS-DSEE-TFIP-00055', message: 'Field "amount" is null, but the target column is not nullable' },
];

const failureOf = ({ id, jobId, state }: ReportRun, n: number): FailedRun => ({
  job: jobId,
  run: id,
  state,
  reasons: reasons.slice(n % 4 === 0 ? 1 : 0).slice(0, 1),
  firstError: { id: 'IIS-DSEE-TOPK-00011', text: 'Load_target,0: Fatal error: the operator ended' },
});

/** Numbers from 0 to 1, the same in every run. */
const numbers = (): (() => number) => {
  let state = 20;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const idOf = (next: () => number): string => {
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
};
