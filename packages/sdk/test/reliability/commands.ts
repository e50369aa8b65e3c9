import type { Model, ModelJob, ModelRun, Real } from './model.js';
import type { Mishap } from './virtual-service.js';
import fc from 'fast-check';
import { expect } from 'vitest';
import { compare, ended, expectEnd, takeOver } from './model.js';

type Command = fc.AsyncCommand<Model, Real>;
type Step = (model: Model, real: Real) => Promise<'settled' | 'open'>;

/** A step, after which model and service agree. If an answer left the outcome open, the model is updated first. */
const command = (name: string, check: (model: Model) => boolean, step: Step): Command => ({
  check: (model) => check(model),
  run: async (model, real) => {
    const open = (await step(model, real)) === 'open';
    if (open) afterwards(real);
    if (open) takeOver(model, real);
    compare(model, real);
  },
  toString: () => name,
});

const always = (): boolean => true;
const anyJob = ({ jobs }: Model): boolean => jobs.length > 0;
const anyRun = ({ jobs }: Model): boolean => jobs.some(({ runs }) => runs.length > 0);
const jobAt = ({ jobs }: Model, n: number): ModelJob => jobs[n % jobs.length] as ModelJob;
const runAt = ({ jobs }: Model, n: number): readonly [ModelJob, ModelRun] => {
  const all = jobs.flatMap((job) => job.runs.map((run) => [job, run] as const));
  return all[n % all.length] as readonly [ModelJob, ModelRun];
};
/** Applies the mishaps to the requests of this step, and not to later ones. */
const during = async <A>({ service }: Real, work: () => Promise<A>): Promise<readonly [A, number]> => {
  const before = service.met();
  const result = await work();
  service.mishaps.splice(0);
  return [result, service.met() - before];
};
/** The settle window is over, and all late requests have arrived. */
const afterwards = ({ clock }: Real): void => clock.advance(60_000);

const create = (n: number, streams: boolean): Command =>
  command(`create ${n}${streams ? ' stream' : ''}`, always, async (model, real) => {
    const name = `job ${n % 6}`;
    const taken = model.jobs.some((job) => job.name === name);
    const draft = { name, assetId: streams ? 'stream' : 'batch' };
    const [end, met] = await during(real, () => ended(real.client.jobs.create(draft)));
    afterwards(real);
    if (taken && met === 0) expect(end).toMatchObject({ error: { kind: 'Refused' } });
    expectEnd(end, met, ...(taken ? ['Refused'] : []));
    // An existing job with the same name and asset may have been taken for the created one.
    if (met > 0) return 'open';
    if ('ok' in end) model.jobs.push({ id: end.ok.id, name, description: undefined, streams, runs: [] });
    return 'settled';
  });

/** The key of a start: none from the caller, a new one, or that of an earlier start. */
type Key = 'none' | 'new' | 'again';

const start = (n: number, which: Key): Command =>
  command(`start ${n}, key: ${which}`, anyJob, async (model, real) => {
    const job = jobAt(model, n);
    const before = which === 'again' ? job.runs.at(-1) : undefined;
    const key = before?.key ?? `k${(model.serial += 1)}`;
    if (which !== 'none') model.keys.set(key, job.id);
    const options = which === 'none' ? {} : { key };
    const [end, met] = await during(real, () => ended(real.client.jobs.start(job.id, {}, options)));
    afterwards(real);
    expectEnd(end, met);
    const reported = 'ok' in end ? end.ok.key : end.error.key;
    if (reported !== undefined) model.keys.set(reported, job.id);
    if ('error' in end) return 'open';
    if (before !== undefined) expect(end.ok).toMatchObject({ adopted: true, runId: before.id });
    else job.runs.push({ id: end.ok.runId, key: reported ?? '' });
    return 'settled';
  });

const waitFor = (n: number): Command =>
  command(`wait ${n}`, anyRun, async (model, real) => {
    const [job, run] = runAt(model, n);
    const waiting = real.client.runs.wait(job.id, run.id, { timeoutMs: 40_000 });
    const [end, met] = await during(real, () => ended(waiting));
    expectEnd(end, met, ...(job.streams ? ['DeadlineExceeded'] : []));
    if ('ok' in end) expect(['Canceled', ...(job.streams ? [] : ['Completed'])]).toContain(end.ok.run.state);
    return 'settled';
  });

const cancel = (n: number): Command =>
  command(`cancel ${n}`, anyRun, async (model, real) => {
    const [job, run] = runAt(model, n);
    const [end, met] = await during(real, () => ended(real.client.runs.cancel(job.id, run.id)));
    // The run may complete before a late request arrives. If it cannot be read then, the refusal is the result.
    expectEnd(end, met, ...(met > 0 ? ['Refused'] : []));
    if ('ok' in end) expect(end.ok.run.state).toMatch(/^(Canceling|Canceled|Completed)$/);
    return 'settled';
  });

const deleteRun = (n: number): Command =>
  command(`delete run ${n}`, anyRun, async (model, real) => {
    const [job, run] = runAt(model, n);
    const [end, met] = await during(real, () => ended(real.client.runs.delete(job.id, run.id)));
    expectEnd(end, met, 'InvalidInput');
    if ('error' in end) return end.error.outcome === 'unknown' ? 'open' : 'settled';
    job.runs.splice(job.runs.indexOf(run), 1);
    return 'settled';
  });

const deleteJob = (n: number): Command =>
  command(`delete job ${n}`, anyJob, async (model, real) => {
    const job = jobAt(model, n);
    const [end, met] = await during(real, () => ended(real.client.jobs.delete(job.id)));
    expectEnd(end, met, 'Refused');
    if ('error' in end) return end.error.outcome === 'unknown' ? 'open' : 'settled';
    model.jobs.splice(model.jobs.indexOf(job), 1);
    return 'settled';
  });

const update = (n: number): Command =>
  command(`update ${n}`, anyJob, async (model, real) => {
    const job = jobAt(model, n);
    const description = `text ${n}`;
    const [end, met] = await during(real, () => ended(real.client.jobs.update(job.id, { description })));
    expectEnd(end, met);
    if ('error' in end) return end.error.outcome === 'unknown' ? 'open' : 'settled';
    job.description = description;
    return 'settled';
  });

const reset = (n: number): Command =>
  command(`reset offset ${n}`, anyJob, async (model, real) => {
    const job = jobAt(model, n);
    const [end, met] = await during(real, () => ended(real.client.jobs.resetOffset(job.id)));
    expectEnd(end, met, ...(job.streams ? [] : ['InvalidInput']));
    if (!job.streams) expect(end).toHaveProperty('error');
    return 'settled';
  });

const list = (n: number): Command =>
  command(`list ${n}`, always, async (model, real) => {
    afterwards(real);
    const [jobs, met] = await during(real, () => ended(real.client.jobs.list().toArray()));
    expectEnd(jobs, met);
    if ('ok' in jobs)
      expect(jobs.ok.map(({ name }) => name).toSorted()).toEqual(
        model.jobs.map(({ name }) => name).toSorted(),
      );
    if (model.jobs.length === 0) return 'settled';
    const job = jobAt(model, n);
    const runs = await real.client.runs.list(job.id).toArray();
    expect(runs.map(({ id }) => id).toSorted()).toEqual(job.runs.map(({ id }) => id).toSorted());
    return 'settled';
  });

const timePasses = (ms: number): Command =>
  command(`${ms} ms pass`, always, async (_, { clock }) => {
    clock.advance(ms);
    return 'settled';
  });

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('lost before', 'lost after', 'cut body', 'html', 'unsent', 'throttled'),
  }),
  fc.record({
    kind: fc.constantFrom('status before', 'status after'),
    status: fc.constantFrom(408, 500, 502, 503, 504),
  }),
  fc.record({ kind: fc.constant('late'), ms: fc.nat(45_000) }),
);

/** The mishaps of the first requests of the next step. */
const withMishaps = (mishaps: readonly (Mishap | undefined)[]): Command =>
  command(mishaps.map((each) => each?.kind ?? 'nothing').join(', '), always, async (_, { service }) => {
    service.mishaps.push(...mishaps);
    return 'settled';
  });

const mishaps = fc.array(fc.option(mishap, { nil: undefined }), { minLength: 1, maxLength: 5 });
const n = fc.nat(20);
export const commands = fc.commands(
  [
    fc.tuple(n, fc.boolean()).map(([i, streams]) => create(i, streams)),
    fc.tuple(n, fc.constantFrom<Key>('none', 'new')).map(([i, key]) => start(i, key)),
    fc.tuple(n, fc.constantFrom<Key>('none', 'new', 'again')).map(([i, key]) => start(i, key)),
    n.map(waitFor),
    n.map(cancel),
    n.map(deleteRun),
    n.map(deleteJob),
    n.map(update),
    n.map(reset),
    n.map(list),
    fc.nat(20_000).map(timePasses),
    mishaps.map(withMishaps),
    mishaps.map(withMishaps),
    mishaps.map(withMishaps),
  ],
  { maxCommands: 40, size: 'max' },
);
