import type { ClientOptions, HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { createClient } from '@wxdi/sdk';
import { virtualClock } from '@wxdi/testkit';

type Outcome = HttpResponse | TransportFailure;

export const answer = (
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const failure = (
  kind: TransportFailure['failure'],
  more: Partial<TransportFailure> = {},
): TransportFailure => ({
  failure: kind,
  message: `it was ${kind}`,
  ...more,
});

export const jobBody = (id = 'job-1', name = 'nightly load') => ({
  metadata: { asset_id: id, name },
  entity: { job: { asset_ref_type: 'data_intg_flow', configuration: {} } },
});

export const runBody = (state: string, id = 'run-1') => ({
  metadata: { asset_id: id, name: 'job run' },
  entity: { job_run: { job_ref: 'job-1', state, duration: 1 } },
});

/** A client with a fake network, which returns these answers in order, or the result of a function of the request. */
export const clientOver = (
  outcomes: readonly Outcome[] | ((request: HttpRequest) => Outcome | Promise<Outcome>),
  options: Partial<ClientOptions> = {},
) => {
  const sent: HttpRequest[] = [];
  const clock = virtualClock();
  const client = createClient({
    url: 'https://cpd.example.com',
    project: 'project-1',
    auth: { type: 'bearertoken', token: 'token-of-the-caller' },
    clock,
    random: () => 0.5,
    transport: async (request) => {
      sent.push(request);
      const outcome =
        typeof outcomes === 'function'
          ? await outcomes(request)
          : outcomes[Math.min(sent.length, outcomes.length) - 1];
      if (outcome === undefined) throw new Error('the fake network has no answer');
      return outcome;
    },
    ...options,
  });
  return { client, sent, clock };
};
