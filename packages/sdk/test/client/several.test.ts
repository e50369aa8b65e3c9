import type { StartWarning, UpdateOptions } from '@wxdi/sdk';
import { mergeChanges } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';
import { answer, clientOver, jobBody, runBody } from '../support/fake-network.js';

const last = (path: string): string => path.split('/').at(-1) ?? '';

describe('several changes of one call', () => {
  it('delete jobs, and report the one that is refused', async () => {
    const { client } = clientOver(({ method, url }) => {
      if (method === 'GET') return answer(404, {});
      return last(url.pathname) === 'job-2' ? answer(409, {}) : answer(204);
    });
    expect(await client.jobs.deleteMany(['job-1', 'job-2', 'job-3'])).toMatchObject({
      deleted: ['job-1', 'job-3'],
      failed: [{ job: 'job-2', error: { name: 'WxdiError', kind: 'Refused' } }],
    });
  });

  it('change jobs by what each of them has, and report the one that is refused', async () => {
    const { client, sent } = clientOver(({ method, url }) => {
      const id = last(url.pathname);
      if (method === 'GET') return answer(200, jobBody(id, id === 'job-3' ? 'new' : id));
      return id === 'job-2' ? answer(409, {}) : answer(200, jobBody(id, 'new'));
    });
    const patched: unknown[] = [];
    const onPatch: UpdateOptions['onPatch'] = ({ length }, job) => void patched.push([job, length]);
    const jobs = ['job-1', 'job-2', 'job-3'];
    const report = await client.jobs.updateMany(jobs, (job) => mergeChanges(job, { name: 'new' }), {
      onPatch,
    });
    expect(report).toMatchObject({
      updated: [
        { id: 'job-1', name: 'new' },
        { id: 'job-3', name: 'new' },
      ],
      failed: [{ job: 'job-2', error: { name: 'WxdiError', kind: 'Refused' } }],
    });
    expect(patched.toSorted()).toEqual([
      ['job-1', 1],
      ['job-2', 1],
      ['job-3', 0],
    ]);
    expect(sent.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  });

  it('refuse wrong changes before anything is sent', async () => {
    const { client, sent } = clientOver([]);
    await expect(client.jobs.updateMany(['j'], { parameters: null } as never)).rejects.toMatchObject({
      kind: 'InvalidInput',
    });
    expect(sent).toEqual([]);
  });

  it('refuse what is no list of ids', async () => {
    const { client, sent } = clientOver([]);
    for (const jobs of ['job-1', [5], ['']])
      await expect(client.jobs.updateMany(jobs as never, {})).rejects.toMatchObject({ kind: 'InvalidInput' });
    for (const jobs of ['job-1', [5], ['']])
      await expect(client.jobs.deleteMany(jobs as never)).rejects.toMatchObject({ kind: 'InvalidInput' });
    expect(sent).toEqual([]);
  });

  it('cancel runs, and report those that had finished and the one that is refused', async () => {
    const states = new Map([
      ['run-1', 'Completed'],
      ['run-2', 'Running'],
      ['run-3', 'Running'],
    ]);
    const { client } = clientOver(({ method, url }) => {
      const run = url.pathname.split('/')[5] ?? '';
      if (method === 'GET') return answer(200, runBody(states.get(run) ?? ''));
      if (run === 'run-3') return answer(409, {});
      states.set(run, 'Canceling');
      return answer(204);
    });
    expect(await client.runs.cancelMany('job-1', ['run-1', 'run-2', 'run-3'])).toMatchObject({
      canceled: [{ alreadyFinished: true }, { alreadyFinished: false, run: { state: 'Canceling' } }],
      failed: [{ run: 'run-3', error: { name: 'WxdiError', kind: 'Refused' } }],
    });
  });
});

describe('a start like a run', () => {
  const begin = () => {
    const bodies: unknown[] = [];
    // Each start gets another key.
    let draws = 0;
    const like = runBody('Completed') as { entity: { job_run: object } };
    Object.assign(like.entity.job_run, {
      job_parameters: [
        { name: 'DSJobRunName', value: 'job run' },
        { name: 'day', value: '7' },
        { name: 'key', value: '*****' },
      ],
    });
    const job = jobBody() as { entity: { job: object } };
    Object.assign(job.entity.job, { job_parameters: [{ name: 'day', value: '1' }] });
    const { client } = clientOver(
      ({ method, url, body }) => {
        if (method === 'POST') bodies.push((JSON.parse(body ?? '') as { job_run: unknown }).job_run);
        if (method === 'POST') return answer(201, runBody('Completed'));
        return answer(200, url.pathname.includes('/runs/') ? like : job);
      },
      { random: () => ((draws += 1) % 29) / 31 },
    );
    return { client, bodies };
  };

  it('repeats it from start and runMany, and warns of what it leaves out', async () => {
    const { client, bodies } = begin();
    const warnings: StartWarning[] = [];
    const onWarning = (warning: StartWarning): void => void warnings.push(warning);
    const draft = { parameters: [{ name: 'dya', value: '1' }] };
    await client.jobs.start('job-1', draft, { like: 'run-9', onWarning });
    await client.jobs.runMany([{ job: 'job-1', like: 'run-9' }]);
    const day = { name: 'day', value: '7' };
    expect(bodies).toMatchObject([
      { job_parameters: [day, { name: 'dya', value: '1' }] },
      { job_parameters: [day] },
    ]);
    expect(warnings).toEqual([
      { type: 'masked', what: 'parameter', name: 'key' },
      { type: 'unknown-parameter', name: 'dya', known: ['day'] },
    ]);
  });

  it('is refused by all ways to start, if they are strict', async () => {
    const { client, bodies } = begin();
    const strict = { strictParameters: true };
    await expect(client.jobs.start('job-1', {}, { like: 'run-9', ...strict })).rejects.toMatchObject({
      kind: 'InvalidInput',
      outcome: 'not-sent',
    });
    const order = { job: 'job-1', like: 'run-9' };
    expect(await client.jobs.runMany([order], strict)).toMatchObject([{ error: { kind: 'InvalidInput' } }]);
    expect(await client.jobs.runChain([{ name: 'a', ...order }], strict)).toMatchObject([
      { error: { kind: 'InvalidInput' } },
    ]);
    expect(bodies).toEqual([]);
  });
});
