import { schedule, WxdiError } from '@wxdi/sdk';
import type { HttpRequest } from '@wxdi/sdk';
import { random } from '@wxdi/testkit';
import { answer, clientOver, jobBody, runBody } from './support/fake-network.js';
import { describe, expect, it } from 'vitest';

const paths = (sent: readonly HttpRequest[]) => sent.map(({ method, url }) => `${method} ${url.pathname}`);

describe('many runs', () => {
  /** Runs of `bad` are refused; all others complete. Each start has a key of its own. */
  const world = () =>
    clientOver(
      ({ method, url }) => {
        if (url.pathname.includes('bad')) return answer(400, { message: 'No.' });
        return method === 'POST' ? answer(201, runBody('Starting')) : answer(200, runBody('Completed'));
      },
      { random: random(1) },
    );

  it('are reported individually, in the given order', async () => {
    const { client } = world();
    const orders = [
      { job: 'good', year: 1 },
      { job: 'bad', year: 2 },
    ];
    const [first, second] = await client.jobs.runMany(orders, { limit: 2 });
    expect(first).toMatchObject({ order: orders[0], run: { state: 'Completed' } });
    expect(second).toMatchObject({ order: orders[1], error: { kind: 'Refused' } });
    expect(second?.error).toBeInstanceOf(WxdiError);
  });

  it('keep their run and key whatever happens later, and nothing of them is reported as not sent', async () => {
    const { client } = clientOver(({ method, url }) => {
      if (method === 'POST') return answer(201, runBody('Starting'));
      return url.pathname.endsWith('/runs') ? answer(200, { results: [] }) : answer(403, { message: 'No.' });
    });
    const orders = [{ job: 'job-1', key: 'mine' }];
    const [report] = await client.jobs.runMany(orders);
    expect(report).toMatchObject({
      key: 'mine',
      handle: { runId: 'run-1', jobId: 'job-1', key: 'mine' },
      error: { kind: 'NotPermitted', outcome: 'started', runId: 'run-1', key: 'mine' },
    });
    const [step] = await client.jobs.runChain([{ name: 'a', ...orders[0], job: 'job-1', key: 'other' }]);
    expect(step).toMatchObject({ handle: { runId: 'run-1' }, error: { outcome: 'started', key: 'other' } });
  });

  it('each have a report after an abort, which says whether the run was started', async () => {
    const controller = new AbortController();
    const { client } = clientOver(
      ({ method }) => {
        if (method !== 'POST') controller.abort();
        return method === 'POST' ? answer(201, runBody('Starting')) : answer(200, runBody('Running'));
      },
      { random: random(1) },
    );
    const many = { limit: 1, signal: controller.signal };
    const reports = await client.jobs.runMany([{ job: 'job-1' }, { job: 'job-1' }], many);
    expect(reports).toMatchObject([
      { handle: { runId: 'run-1' }, error: { kind: 'Aborted', outcome: 'started', runId: 'run-1' } },
      { error: { kind: 'Aborted', outcome: 'not-sent' } },
    ]);
    expect(reports[1]).not.toHaveProperty('handle');
  });

  it('in a chain are skipped after a run that could not start', async () => {
    const { client } = world();
    const reports = await client.jobs.runChain([
      { name: 'a', job: 'good' },
      { name: 'b', job: 'bad' },
      { name: 'c', job: 'good', after: ['a', 'b'] },
    ]);
    expect(reports).toMatchObject([
      { run: { state: 'Completed' } },
      { error: { kind: 'Refused' } },
      { skipped: true },
    ]);
  });
});

describe('starting', () => {
  it('with merged variables reads the job first', async () => {
    const job = {
      ...jobBody(),
      entity: { job: { asset_ref_type: 'x', configuration: { env_variables: ['A=1'] } } },
    };
    const { client, sent } = clientOver([answer(200, job), answer(201, runBody('Starting'))]);
    await client.jobs.start(
      'job-1',
      { environment: [{ name: 'B', value: '2' }] },
      { mergeEnvironment: true },
    );
    expect(JSON.parse(sent[1]?.body ?? '')).toMatchObject({
      job_run: { configuration: { env_variables: ['A=1', 'B=2'] } },
    });
  });

  it('from the beginning is rejected for a job without an offset, and nothing is started', async () => {
    const { client, sent } = clientOver([answer(200, jobBody())]);
    await expect(client.jobs.start('job-1', {}, { fromBeginning: true })).rejects.toMatchObject({
      kind: 'InvalidInput',
    });
    expect(paths(sent)).toEqual(['GET /v2/jobs/job-1']);
  });
});

describe('a run whose key is known', () => {
  it('fails a wait with the outcome started, its id and its key', async () => {
    const { client } = clientOver(({ method }) => answer(method === 'POST' ? 201 : 200, runBody('Running')));
    const handle = await client.jobs.start('job-1');
    const known = { kind: 'DeadlineExceeded', outcome: 'started', runId: 'run-1', key: handle.key };
    await expect(handle.wait({ timeoutMs: 1_000 })).rejects.toMatchObject(known);
    const followed = handle.follow({ timeoutMs: 1_000 });
    const last = async () => {
      for await (const _ of followed);
    };
    await expect(last()).rejects.toMatchObject(known);
  });

  it('is returned by start, wait and follow after it succeeded and was deleted', async () => {
    let gone = false;
    let description = '';
    const { client, clock, sent } = clientOver(({ method, url, body }) => {
      if (method === 'POST')
        ({ description } = (JSON.parse(body ?? '') as { job_run: { description: string } }).job_run);
      if (url.pathname.endsWith('/runs') && method === 'GET') return answer(200, { results: [] });
      if (gone) return answer(404, { message: 'Not here.' });
      const { entity, metadata } = runBody('Completed');
      return answer(method === 'POST' ? 201 : 200, { entity, metadata: { ...metadata, description } });
    });
    const start = () => client.jobs.start('job-1', {}, { key: 'k' });
    await client.runs.wait('job-1', (await start()).runId);
    gone = true;
    clock.advance(100_000);
    const run = await start();
    expect(run).toMatchObject({ gone: true, adopted: true, started: { id: 'run-1', state: 'Completed' } });
    expect(await run.wait()).toMatchObject({ run: { id: 'run-1', state: 'Completed' } });
    const events = [];
    for await (const event of run.follow()) events.push(event);
    expect(events).toMatchObject([{ type: 'result', run: { state: 'Completed' } }]);
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    const preview = await client.jobs.previewStart('job-1', {}, { key: 'k' });
    expect(preview).toEqual({ _tag: 'Adopt', attempt: 1, runId: 'run-1', state: 'Completed' });
  });
});

describe('a handle', () => {
  it('pauses, resumes, refreshes, reads and deletes its run', async () => {
    const { client, sent } = clientOver(({ method, url }) => {
      if (url.pathname.endsWith('/logs')) return answer(200, { results: ['a', 'b'] });
      if (method === 'DELETE' || /(pause|resume)$/.test(url.pathname)) return answer(204);
      return answer(200, runBody('Completed'));
    });
    const run = client.runs.handle('job-1/run-1');
    await run.pause();
    await run.resume();
    await run.refresh();
    expect(await run.logs({ tail: 1 })).toMatchObject([{ text: 'b' }]);
    expect(await run.readLog()).toMatchObject({ entries: [{ text: 'a' }, { text: 'b' }] });
    expect(await run.metrics()).toEqual({ stages: [], links: [] });
    await run.delete();
    expect(new Set(paths(sent))).toEqual(
      new Set([
        'POST /v2/jobs/job-1/runs/run-1/pause',
        'POST /v2/jobs/job-1/runs/run-1/resume',
        'POST /v2/jobs/job-1/runs/run-1/refresh_state',
        'GET /v2/jobs/job-1/runs/run-1/logs',
        'GET /v2/jobs/job-1/runs/run-1',
        'DELETE /v2/jobs/job-1/runs/run-1',
      ]),
    );
  });
});

describe('pruning', () => {
  const aged = (state: string, id: string, day: number) => {
    const { metadata, ...run } = runBody(state, id);
    return { ...run, metadata: { ...metadata, created_at: `2026-01-0${day}T00:00:00Z` } };
  };

  it('reports deleted runs and failures', async () => {
    const { client } = clientOver(({ method, url }) => {
      if (method === 'GET')
        return answer(200, { results: [aged('Completed', 'a', 2), aged('Failed', 'b', 1)] });
      return url.pathname.endsWith('/a') ? answer(204) : answer(409, { message: 'Not now.' });
    });
    expect(await client.runs.prunable('job-1', { newest: 1 })).toEqual(['b']);
    const report = await client.runs.prune('job-1', { all: true });
    expect(report).toMatchObject({ deleted: ['a'], failed: [{ run: 'b', error: { message: 'Not now.' } }] });
    expect(report.failed[0]?.error).toBeInstanceOf(WxdiError);
  });
});

describe('an outage', () => {
  it('is an event with a WxdiError', async () => {
    const retry = { transient: { attempts: 1, baseMs: 1, capMs: 1 } };
    const { client } = clientOver([answer(503), answer(200, runBody('Completed'))], { retry });
    const events = [];
    for await (const event of client.runs.follow('job-1', 'run-1')) events.push(event);
    expect(events.map(({ type }) => type)).toEqual(['outage', 'state', 'result']);
    expect(events[0]).toMatchObject({ error: { kind: 'Unavailable', status: 503 } });
    expect((events[0] as { error: unknown }).error).toBeInstanceOf(WxdiError);
  });
});

describe('a schedule', () => {
  it('is converted from the time zone of the caller', () => {
    expect(schedule.daily({ at: { hour: 1, minute: 15 }, utcOffsetMinutes: 120, exceptOn: [0] })).toBe(
      '15 23 * * 0,1,2,3,4,5',
    );
  });

  it('that cron cannot express is rejected with the name of the member', () => {
    expect(() => schedule.monthly({ day: 1, at: { hour: 0, minute: 0 }, utcOffsetMinutes: 60 })).toThrow(
      expect.objectContaining({ kind: 'InvalidInput', issues: [expect.objectContaining({ path: 'day' })] }),
    );
  });
});
