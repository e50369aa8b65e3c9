import type { Fault } from '../faults/fault.js';

/** The two calls of the table: one that is safe to repeat, and one that must never be. */
export const routes = {
  read: { method: 'GET', route: '/v2/jobs/:job' },
  start: { method: 'POST', route: '/v2/jobs/:job/runs' },
  jobs: { method: 'GET', route: '/v2/jobs' },
  runs: { method: 'GET', route: '/v2/jobs/:job/runs' },
  run: { method: 'GET', route: '/v2/jobs/:job/runs/:run' },
  token: { method: 'POST', route: '/icp4d-api/v1/authorize' },
} as const;

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

export const jobText = (id = 'job-1', name = 'nightly load'): string =>
  JSON.stringify({
    metadata: { asset_id: id, name },
    entity: { job: { asset_ref_type: 'data_intg_flow', configuration: {} } },
  });

/** A page of jobs as it goes over the wire. */
export const page = (ids: readonly string[], more: Readonly<Record<string, unknown>> = {}) => ({
  status: 200,
  headers: json,
  body: JSON.stringify({ results: ids.map((id) => JSON.parse(jobText(id)) as unknown), ...more }),
});
