import type { Fault, FaultAnswer } from '@wxdi/simulator/faults';
import type { Call, ScriptByCall } from './fault-case.js';

/** The job that exists from the beginning. */
export const jobId = '0191d1a0-7b1e-7000-8000-000000000001';
export const jobName = 'nightly load';
/** The job that is created. */
export const newJob = { name: 'weekly report', assetId: '5f2c7a10-3a6e-4d5b-9c55-0d6f6f1c1e01' } as const;
/** Text that would color a terminal, reverse the direction of text or erase the screen. */
export const hostileName = '\u001b[31mred\u202e\u0007\u009b2J';

/** Requests by name. */
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

/** The work is done, and the answer is lost. */
export const lostAnswer = (call: Call): Fault => ({
  ...callRoutes[call],
  processed: true,
  wire: { reset: 'start' },
});

export const json = { 'content-type': 'application/json' };
export const html = { 'content-type': 'text/html' };

type Headers = Readonly<Record<string, string>>;

/** Answers with this status; no work is done. */
export const status = (code: number, headers: Headers = {}, body: string | Uint8Array = ''): Fault => ({
  answer: { status: code, headers, body },
});

/** Answers with this status after the work was done. */
export const afterWork = (code: number): Fault => ({ ...status(code), processed: true });

/** The work is done, the status says success, and the body cannot be used. */
export const unusable = (body: string | Uint8Array, headers: Headers = json): Fault => ({
  processed: true,
  answer: { status: 201, headers, body },
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

/** The answer to each call is unusual but usable: the job, the run that was started, or the job that was created. */
export const unusual = (change: (body: string) => string, headers: Headers = json): ScriptByCall => {
  const answer = (call: Call, code: number, body: string): readonly Fault[] => [
    { ...callRoutes[call], ...status(code, headers, change(body)), processed: true },
  ];
  return {
    read: answer('read', 200, jobText()),
    start: answer('start', 201, runText('Queued')),
    create: answer('create', 201, jobText()),
    delete: answer('delete', 201, jobText()),
  };
};

/** Replaces the name in the text of a body. */
export const withName =
  (name: string) =>
  (body: string): string =>
    body.replace(/"name":"[^"]*"/, () => `"name":"${name}"`);

/** Adds a member to the text of a body, before all others. */
export const withFirst =
  (member: string) =>
  (body: string): string =>
    body.replace('{', () => `{${member},`);

/** A page of jobs. */
export const page = (ids: readonly string[], more: Readonly<Record<string, unknown>> = {}): FaultAnswer => ({
  status: 200,
  headers: json,
  body: JSON.stringify({ results: ids.map((id) => JSON.parse(jobText(id)) as unknown), ...more }),
});
