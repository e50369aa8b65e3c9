import {
  createSimulator,
  type CreateSimulatorOptions,
  type TestSimulator,
  type TransportResult,
} from '../src/index.js';

export interface Kit {
  readonly sim: TestSimulator;
  readonly get: (path: string, token?: string) => Promise<TransportResult>;
  readonly send: (method: string, path: string, body?: unknown) => Promise<TransportResult>;
  /** Starts a run of the first job. */
  readonly start: () => Promise<TransportResult>;
  /** A token of the token service. */
  readonly token: () => Promise<string>;
}

/** A simulator in process with one job, and requests to it. */
export const kit = (options: CreateSimulatorOptions = {}): Kit => {
  const sim = createSimulator({ jobs: [{ name: 'Load', id: 'job-1' }], ...options });
  const send = (
    method: string,
    path: string,
    body?: unknown,
    token = sim.token,
  ): Promise<TransportResult> => {
    const url = new URL(path, 'https://service.example');
    if (!url.searchParams.has('space_id')) url.searchParams.set('project_id', sim.projectId);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    return sim.transport({
      method,
      url,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  };
  return {
    sim,
    get: (path, token) => send('GET', path, undefined, token),
    send,
    start: () => send('POST', '/v2/jobs/job-1/runs', {}),
    token: async () => {
      const body = new URLSearchParams({
        grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
        apikey: sim.apiKey,
      }).toString();
      const answer = await sim.transport({
        method: 'POST',
        url: new URL('https://iam.cloud.ibm.com/identity/token'),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      return 'failure' in answer
        ? answer.failure
        : (JSON.parse(answer.body) as { access_token: string }).access_token;
    },
  };
};

/** An answer in one word. */
export const asked = (answer: TransportResult): string => {
  if ('failure' in answer) return answer.failure;
  const after = answer.headers['retry-after'];
  return `${answer.status}${after === undefined ? '' : `/${after}`}`;
};
