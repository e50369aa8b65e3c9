import type { Prism } from '@wxdi/testkit';
import type { ApiError, JobsApi, OperationId } from '@wxdi/core';
import type { HttpResponse, Transport } from '@wxdi/sdk';
import { operations } from '@wxdi/bindings';
import { classifyStatus, never } from '@wxdi/core';
import { createNodeTransport } from '@wxdi/sdk';
import { liveEnv } from '@wxdi/sdk/fp';
import { startPrismMock, virtualClock } from '@wxdi/testkit';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const document = fileURLToPath(new URL('../../../../openapi/jobs.yaml', import.meta.url));
const uuid = '00000000-0000-4000-8000-000000000001';

/** A request for every operation. A new operation without a request is a compile error. */
const requests: { readonly [K in OperationId]: Parameters<JobsApi[K]>[0] } = {
  listJobs: {
    query: { asset_ref: uuid, asset_ref_type: 'data_intg_flow', run_id: uuid, limit: 10, next: '{"a":1}' },
  },
  createJob: {
    body: { job: { name: 'nightly load', asset_ref: uuid, configuration: { env_variables: ['A=b=c'] } } },
  },
  getJob: { path: { job_id: uuid } },
  updateJob: { path: { job_id: uuid }, body: [{ op: 'replace', path: '/metadata/name', value: 'x' }] },
  deleteJob: { path: { job_id: uuid } },
  listRuns: { path: { job_id: uuid }, query: { states: ['Running', 'Queued'], limit: 1 } },
  startRun: {
    path: { job_id: uuid },
    body: { job_run: { job_parameters: [{ name: 'year', value: 2026 }] } },
  },
  getRun: { path: { job_id: uuid, run_id: uuid } },
  deleteRun: { path: { job_id: uuid, run_id: uuid } },
  cancelRun: { path: { job_id: uuid, run_id: uuid }, body: {} },
  pauseRun: { path: { job_id: uuid, run_id: uuid }, body: {} },
  resumeRun: { path: { job_id: uuid, run_id: uuid }, body: {} },
  refreshRunState: { path: { job_id: uuid, run_id: uuid } },
  getRunLogs: { path: { job_id: uuid, run_id: uuid }, query: { limit: 5 } },
  searchAssets: {
    path: { asset_type: 'job' },
    body: { query: 'asset.name:"x"', limit: 200, include: 'entity' },
  },
  listProjects: { query: { name: 'x', limit: 10, skip: 0 } },
  listSpaces: { query: { name: 'x' } },
};

const ids = Object.keys(operations) as readonly OperationId[];

/** Every status that an operation declares; 503 stands for `default`. */
const declared = (id: OperationId): readonly number[] =>
  Object.keys(operations[id].responses).map((status) => (status === 'default' ? 503 : Number(status)));

const cases = ids.flatMap((id) => declared(id).map((status) => [id, status] as const));

describe('every operation against the mock of openapi/jobs.yaml', () => {
  let prism: Prism;
  const network = createNodeTransport();
  beforeAll(async () => {
    prism = await startPrismMock(document);
  });
  afterAll(async () => {
    network.close();
    await prism.close();
  });

  /** Requests one status from the mock, and records the answers. */
  const call = async (id: OperationId, status: number) => {
    const answers: HttpResponse[] = [];
    const transport: Transport = async (request) => {
      const answer = await network.send({
        ...request,
        headers: { ...request.headers, prefer: `code=${status}` },
      });
      if (!('failure' in answer)) answers.push(answer);
      return answer;
    };
    const { env } = liveEnv({
      url: prism.url,
      project: uuid,
      auth: { type: 'bearertoken', token: 'contract' },
      transport,
      retry: {
        transient: { attempts: 1, baseMs: 1, capMs: 1 },
        throttled: { attempts: 1, baseMs: 1, capMs: 1 },
      },
      clock: virtualClock(),
    });
    const operation = env.api[id] as (
      request: unknown,
      cancel: typeof never,
    ) => ReturnType<JobsApi['getJob']>;
    return { result: await operation(requests[id], never)(), answers };
  };

  it.each(cases.filter(([, status]) => status < 300))('%s decodes a %i', async (id, status) => {
    const { result, answers } = await call(id, status);
    expect(answers.at(-1)?.status).toBe(status);
    expect(result).toMatchObject({ _tag: 'Right' });
  });

  it.each(cases.filter(([, status]) => status >= 400))('%s classifies a %i', async (id, status) => {
    const { result, answers } = await call(id, status);
    expect(answers.at(-1)?.status).toBe(status);
    const { left } = result as { readonly left: ApiError };
    expect(left).toMatchObject({ ...classifyStatus(status), request: { operation: id, status } });
    expect(left.message).not.toBe('');
    if (status === 429) expect(left.retryAfterMs).toBeGreaterThan(0);
  });

  it('covers every declared status of every operation', () => {
    expect(ids).toHaveLength(17);
    expect(cases.length).toBeGreaterThan(17 * 7);
  });

  it('invalid requests are rejected by the mock', async () => {
    const { env } = liveEnv({
      url: prism.url,
      project: uuid,
      auth: { type: 'bearertoken', token: 'contract' },
    });
    const flat = { name: 'no envelope' } as never;
    expect(await env.api.createJob({ body: flat }, never)()).toMatchObject({ left: { class: 'refused' } });
    const anonymous = liveEnv({ url: prism.url, project: uuid, auth: { type: 'noauth' } });
    expect(await anonymous.env.api.listJobs({}, never)()).toMatchObject({
      left: { reason: 'unauthenticated' },
    });
  });
});
