import type { FailureKind, HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { errorOf } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';

const request = (effect: HttpRequest['effect']): HttpRequest => ({
  method: effect === 'read' ? 'GET' : 'POST',
  effect,
  url: new URL('https://service.example/v2/jobs?project_id=p'),
  headers: {},
});
const answer = (status: number, body = ''): HttpResponse => ({ status, headers: {}, body });
const failure = (kind: FailureKind): TransportFailure => ({ failure: kind, message: `it is ${kind}` });

describe('the error of a request that was sent without a client', () => {
  it.each<[string, HttpRequest['effect'], HttpResponse | TransportFailure, string | undefined]>([
    ['a read answered 200', 'read', answer(200), undefined],
    ['a write answered 204', 'write', answer(204), undefined],
    ['a read answered 302', 'read', answer(302), 'Refused, rejected'],
    ['a read answered 401', 'read', answer(401), 'NotPermitted, not-sent'],
    ['a read answered 404', 'read', answer(404), 'NotFound, rejected'],
    ['a write answered 429', 'write', answer(429), 'Unavailable, not-sent'],
    ['a write answered 409', 'write', answer(409), 'Refused, rejected'],
    ['a read answered 500', 'read', answer(500), 'Unavailable, unknown'],
    ['a write answered 500', 'write', answer(500), 'OutcomeUnknown, unknown'],
    ['a write that was lost', 'write', failure('lost'), 'OutcomeUnknown, unknown'],
    ['a write without a connection', 'write', failure('no-connection'), 'Unavailable, not-sent'],
    ['a wrong key', 'write', failure('credential-refused'), 'NotPermitted, rejected'],
  ])('of %s', (_, effect, outcome, expected) => {
    const error = errorOf(request(effect), outcome);
    expect(error && `${error.kind}, ${error.outcome}`).toBe(expected);
  });

  it("reports the service's message, the request, and no secret", () => {
    const body = JSON.stringify({ errors: [{ code: 'bad', message: 'no s3cret here' }], trace: 'trace-1' });
    expect(errorOf(request('read'), answer(400, body), ['s3cret'])).toMatchObject({
      name: 'WxdiError',
      message: 'no [secret] here',
      method: 'GET',
      path: '/v2/jobs',
      status: 400,
      serviceCode: 'bad',
      traceId: 'trace-1',
    });
  });

  it('reports a 401 with an HTML page as a refused credential', () => {
    const page = { ...answer(401, '<html>'), headers: { 'content-type': 'text/html; charset=utf-8' } };
    expect(errorOf(request('read'), page)?.message).toBe(
      'the credential was not accepted (401 with an HTML page (a login page or a proxy?))',
    );
  });
});
