import type { Fault } from '../faults/fault.js';
import type { Call } from './fault-case.js';

/** The job that is there from the beginning. */
export const jobId = '0191d1a0-7b1e-7000-8000-000000000001';
export const jobName = 'nightly load';
/** The job that is created. */
export const newJob = { name: 'weekly report', assetId: '5f2c7a10-3a6e-4d5b-9c55-0d6f6f1c1e01' } as const;
/** What would clear a terminal, or turn its text around. */
export const hostileName = '\u001b[31mred\u202e\u0007\u009b2J';

/** The requests that faults befall, by what they are for. */
export const routes = {
  read: { method: 'GET', route: '/v2/jobs/:job' },
  start: { method: 'POST', route: '/v2/jobs/:job/runs' },
  create: { method: 'POST', route: '/v2/jobs' },
  delete: { method: 'DELETE', route: '/v2/jobs/:job' },
  jobs: { method: 'GET', route: '/v2/jobs' },
  runs: { method: 'GET', route: '/v2/jobs/:job/runs' },
  run: { method: 'GET', route: '/v2/jobs/:job/runs/:run' },
  logs: { method: 'GET', route: '/v2/jobs/:job/runs/:run/logs' },
  keyToken: { method: 'POST', route: '/identity/token' },
  token: { method: 'POST', route: '/icp4d-api/v1/authorize' },
} as const;

/** The request of each call itself. */
export const callRoutes: Readonly<Record<Call, Pick<Fault, 'method' | 'route'>>> = {
  read: routes.read,
  start: routes.start,
  create: routes.create,
  delete: routes.delete,
};

/** The work is done, and its answer lost. */
export const lostAnswer = (call: Call): Fault => ({
  ...callRoutes[call],
  processed: true,
  wire: { reset: 'start' },
});

export const json = { 'content-type': 'application/json' };
export const html = { 'content-type': 'text/html' };

export const status = (
  code: number,
  headers: Record<string, string> = {},
  body: string | Uint8Array = '',
): Fault => ({ answer: { status: code, headers, body } });

/** Success by its status, and a body of which nothing can be made; the work was done. */
export const spoilt = (content: string | Uint8Array, headers: Record<string, string> = json): Fault => ({
  processed: true,
  answer: { status: 201, headers, body: content },
});

export const jobText = (id = jobId, name = jobName): string =>
  JSON.stringify({
    metadata: { asset_id: id, name },
    entity: { job: { asset_ref_type: 'data_intg_flow', configuration: {} } },
  });

export const runText = (state: string): string =>
  JSON.stringify({
    metadata: { asset_id: '0191d1a0-7b1e-7000-8000-000000000007', name: 'job run' },
    entity: { job_run: { job_ref: jobId, state, duration: 1 } },
  });

/** A page of jobs as it goes over the wire. */
export const page = (ids: readonly string[], more: Readonly<Record<string, unknown>> = {}) => ({
  status: 200,
  headers: json,
  body: JSON.stringify({ results: ids.map((id) => JSON.parse(jobText(id)) as unknown), ...more }),
});
