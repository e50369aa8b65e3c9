import type {
  Client,
  Explanation,
  FollowEvent,
  Job,
  JobDraft,
  JobRun,
  JudgedHistory,
  Listing,
  LogEntry,
  Plan,
  RunDiff,
  WxdiError,
} from '@wxdi/sdk';
import { isFinished, reportOf } from '@wxdi/sdk';
import { notFound } from './errors.js';

/** The data of a fake service, and its faults. */
export interface FakeService {
  readonly jobPages?: readonly (readonly Job[])[];
  readonly runs?: readonly JobRun[];
  readonly logs?: readonly LogEntry[];
  readonly events?: readonly FollowEvent[];
  /** The errors of calls, by name: `jobs.list`. */
  readonly fails?: Readonly<Record<string, WxdiError>>;
  /** Called before each page. */
  readonly onPage?: (page: number) => void;
  /** Following continues until the signal aborts. */
  readonly neverEnds?: boolean;
}

export interface FakeClient extends Client {
  /** Every call, as its name and arguments. */
  readonly calls: (readonly [name: string, ...args: unknown[]])[];
}

export const jobId = '0191d1a0-7b1e-7000-8000-000000000001';
export const runId = '0191d1a0-7b1e-7000-8000-0000000000aa';

export const aJob = (over: Partial<Record<keyof Job, unknown>> = {}): Job =>
  ({
    id: jobId,
    name: 'Load customers',
    type: 'data_intg_flow',
    assetId: 'asset-1',
    configuration: {},
    parameters: [],
    parameterSets: [],
    ...over,
  }) as Job;

export const aRun = (over: Partial<Record<keyof JobRun, unknown>> = {}): JobRun =>
  ({
    id: runId,
    jobId,
    jobName: 'Load customers',
    name: 'job run',
    state: 'Completed',
    createdAt: '2026-11-22T09:00:00Z',
    durationSeconds: 12,
    parameters: [],
    configuration: {},
    metrics: { stages: [], links: [] },
    ...over,
  }) as JobRun;

/** The history of a job without runs. */
const aHistory: JudgedHistory = {
  runs: [],
  byState: {},
  finished: 0,
  succeeded: 0,
  duration: { count: 0 },
  queue: { count: 0 },
  rowsRead: { count: 0 },
  rowsWritten: { count: 0 },
  trend: { _tag: 'TooFew', count: 0 },
};

const noDiff: RunDiff = {
  parameters: [],
  parameterSets: [],
  environment: [],
  configuration: [],
  stages: [],
  links: [],
  messages: { _tag: 'Compared', added: [], gone: [], missing: { before: 0, after: 0 } },
};

/** The plan of documents that no job differs from. */
const emptyPlan: Plan = {
  apiVersion: 'wxdi/v1',
  kind: 'Plan',
  options: {},
  actions: [],
  counts: { create: 0, update: 0, unchanged: 0, delete: 0, refused: 0 },
  documents: [],
};

/** The explanation of a run without anything to say. */
const explanationOf = (run: JobRun): Explanation => ({
  run,
  reasons: [],
  failedStage: { _tag: 'NoMetrics' },
  log: { _tag: 'Whole', entries: 0, errors: [], warnings: [] },
  lastGood: { _tag: 'None', searched: 0, isCertain: true },
  nextSteps: [],
});

/** The part of a client that the command line uses. */
interface Used {
  readonly ids: Client['ids'];
  readonly batches: Client['batches'];
  readonly report: Client['report'];
  readonly jobs: Pick<
    Client['jobs'],
    | 'list'
    | 'overview'
    | 'get'
    | 'find'
    | 'create'
    | 'update'
    | 'patch'
    | 'start'
    | 'history'
    | 'export'
    | 'resetOffset'
    | 'delete'
    | 'plan'
    | 'apply'
  >;
  readonly runs: Pick<
    Client['runs'],
    | 'list'
    | 'search'
    | 'archive'
    | 'get'
    | 'latest'
    | 'active'
    | 'find'
    | 'wait'
    | 'follow'
    | 'logs'
    | 'readLog'
    | 'metrics'
    | 'explain'
    | 'diff'
    | 'cancel'
    | 'pause'
    | 'resume'
    | 'delete'
    | 'deleteMany'
    | 'prunable'
  >;
}

export const fakeClient = (service: FakeService = {}): FakeClient => {
  const calls: FakeClient['calls'] = [];
  const { jobPages = [[aJob()]], runs = [aRun()], logs = [] } = service;
  const jobs = jobPages.flat();
  const called = (name: string, ...args: unknown[]): void => {
    calls.push([name, ...args]);
    const failure = service.fails?.[name];
    if (failure !== undefined) throw failure;
  };
  const listing = <Row>(name: string, pages: readonly (readonly Row[])[]): Listing<Row> => {
    async function* byPage(): AsyncGenerator<readonly Row[]> {
      for (const [at, page] of pages.entries()) {
        service.onPage?.(at);
        called(name, at);
        yield await Promise.resolve(page);
      }
    }
    return {
      byPage,
      async *[Symbol.asyncIterator]() {
        for await (const page of byPage()) yield* page;
      },
      toArray: async ({ limit } = {}) => {
        const rows: Row[] = [];
        for await (const page of byPage()) rows.push(...page);
        return rows.slice(0, limit);
      },
    };
  };
  const one = async <A>(name: string, args: unknown[], found: () => A | undefined): Promise<A> => {
    await Promise.resolve();
    called(name, ...args);
    const value = found();
    if (value === undefined) throw notFound(`${name} found nothing`);
    return value;
  };
  async function* follow(job: string, run: string, options: unknown): AsyncGenerator<FollowEvent> {
    await Promise.resolve();
    called('runs.follow', job, run, options);
    yield* service.events ?? resultOf(aRun({ state: 'Completed' }));
    if (service.neverEnds === true) await new Promise(() => undefined);
  }
  const used: Used = {
    report: (given) =>
      one('report', [given], () => ({
        ...reportOf(runs, jobs, { sinceMs: 0, nowMs: Date.UTC(2026, 10, 23) }),
        source: 'search',
      })),
    // The id of anything is its name.
    ids: { flow: async (name) => name, environment: async (name) => name },
    batches: {
      run: async () => [],
      preview: async () => [],
      status: async () => [],
      cancel: async () => ({ canceled: [], failed: [] }),
    },
    jobs: {
      list: ({ name } = {}) =>
        listing(
          'jobs.list',
          jobPages.map((page) =>
            page.filter((job) =>
              typeof name === 'function' ? name(job.name) : (name ?? job.name) === job.name,
            ),
          ),
        ),
      overview: () =>
        listing(
          'jobs.overview',
          jobPages.map((page) => page.map((job) => ({ job }))),
        ),
      get: (id) => one('jobs.get', [id], () => jobs.find((job) => job.id === id)),
      find: (name) => one('jobs.find', [name], () => jobs.find((job) => job.name === name)),
      create: (draft: JobDraft) => one('jobs.create', [draft], () => aJob({ name: draft.name })),
      update: (id, update, { onPatch } = {}) => {
        const changes =
          typeof update === 'function'
            ? update(jobs.find((job) => job.id === id) ?? jobs[0] ?? aJob())
            : update;
        onPatch?.([{ op: 'replace', path: '/', value: changes }], id);
        return one('jobs.update', [id, changes], () => aJob({ id, ...changes }));
      },
      start: (id, draft) =>
        one(
          'jobs.start',
          [id, draft],
          () =>
            ({
              jobId: id,
              runId,
              started: aRun({ state: 'Starting' }),
              follow: (options: unknown) => follow(id, runId, options),
            }) as never,
        ),
      history: (id, given) => one('jobs.history', [id, given], () => aHistory),
      patch: (id, operations, { onPatch } = {}) => {
        onPatch?.(operations, id);
        return one('jobs.patch', [id, operations], () => aJob({ id }));
      },
      export: (given) => one('jobs.export', [given], () => ({ jobs: [], conflicts: [] })),
      resetOffset: (id) => one('jobs.resetOffset', [id], () => aJob({ id })),
      delete: (id) => one('jobs.delete', [id], () => null).then(() => undefined),
      plan: (desired, given) => one('jobs.plan', [desired, given], () => emptyPlan),
      apply: (plan, desired) => one('jobs.apply', [plan, desired], () => ({ done: [], failed: [] })),
    },
    runs: {
      list: (id, { states } = {}) => {
        calls.push(['runs.list', id, states]);
        return listing('runs.page', [runs]);
      },
      search: () => listing('runs.search', [runs]),
      archive: (folder) =>
        one('runs.archive', [folder], () => ({
          jobs: 1,
          added: 0,
          updated: 0,
          logs: 0,
          withoutLog: 0,
          failures: [],
        })),
      get: (job, id) => one('runs.get', [job, id], () => runs.find((run) => run.id === id)),
      latest: (job) => one('runs.latest', [job], () => runs[0]),
      active: (job) => one('runs.active', [job], () => runs.find((run) => !isFinished(run.state))),
      find: (job, name) => one('runs.find', [job, name], () => runs.find((run) => run.name === name)),
      wait: (job, id) =>
        one('runs.wait', [job, id], () => ({
          run: aRun({ state: 'Canceled' }),
          states: [],
          reached: true,
          polls: 1,
        })),
      follow,
      explain: (job, id) => one('runs.explain', [job, id], () => explanationOf(aRun({ id }))),
      diff: (job, id, given) =>
        one('runs.diff', [job, id, given], () => ({ before: aRun(), after: aRun({ id }), diff: noDiff })),
      metrics: (job, id) => one('runs.metrics', [job, id], () => aRun().metrics),
      pause: (job, id) => one('runs.pause', [job, id], () => aRun({ state: 'Paused' })),
      resume: (job, id) => one('runs.resume', [job, id], () => aRun({ state: 'Running' })),
      delete: (job, id) => one('runs.delete', [job, id], () => null).then(() => undefined),
      deleteMany: (job, ids) => one('runs.deleteMany', [job, ids], () => ({ deleted: ids, failed: [] })),
      prunable: (job, rules) =>
        one('runs.prunable', [job, rules], () =>
          runs.filter((run) => isFinished(run.state)).map(({ id }) => id),
        ),
      logs: (job, id) => one('runs.logs', [job, id], () => logs),
      readLog: (job, id) => one('runs.logs', [job, id], () => ({ entries: logs })),
      cancel: (job, id) =>
        one('runs.cancel', [job, id], () => ({ run: aRun({ state: 'Canceling' }), alreadyFinished: false })),
    },
  };
  return { ...used, calls, close: () => undefined } as unknown as FakeClient;
};

/** The events of a run that is polled once. */
export const resultOf = (run: JobRun, reached = isFinished(run.state)): readonly FollowEvent[] => [
  { type: 'state', run },
  { type: 'result', run, states: [], reached, polls: 1 },
];
