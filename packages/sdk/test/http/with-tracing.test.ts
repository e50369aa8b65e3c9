import type { AttemptEnd, HttpRequest, Span, TransportFailure } from '@wxdi/sdk';
import { withTracing } from '@wxdi/sdk';
import { virtualClock } from '@wxdi/testkit';
import { expect, it } from 'vitest';
import { answer } from '../support/fake-network.js';

const request: HttpRequest = {
  method: 'GET',
  effect: 'read',
  url: new URL('https://service.example:8443/v2/jobs?secret=1'),
  headers: { accept: 'application/json' },
};

/** Sends a request, which takes 250 ms, with this span. */
const traced = async (
  span: Span | undefined,
  outcome: TransportFailure | ReturnType<typeof answer> = answer(200),
) => {
  const clock = virtualClock();
  clock.advance(1_000);
  let sent: HttpRequest | undefined;
  const starts: unknown[] = [];
  const send = withTracing((start) => {
    starts.push(start);
    return span;
  }, clock)(async (given) => {
    sent = given;
    clock.advance(250);
    return outcome;
  });
  return { outcome: await send({ ...request, attempt: 2 }), headers: sent?.headers, starts };
};

it('an attempt is reported without its query, and its end with the time that it took', async () => {
  const ends: AttemptEnd[] = [];
  const { starts } = await traced({ end: (end) => ends.push(end) });
  expect(starts).toEqual([{ method: 'GET', host: 'service.example:8443', path: '/v2/jobs', attempt: 2 }]);
  expect(ends).toEqual([{ durationMs: 250, status: 200, failure: undefined }]);
});

it('a failure is reported with its kind and message', async () => {
  const ends: AttemptEnd[] = [];
  await traced({ end: (end) => ends.push(end) }, { failure: 'lost', message: 'it was cut', cause: 'secret' });
  expect(ends[0]?.failure).toEqual({ kind: 'lost', message: 'it was cut' });
});

it.each([[undefined], [{}], [{ headers: {} }]])('a span may have nothing: %j', async (span) => {
  const { outcome, headers } = await traced(span);
  expect([outcome, headers]).toEqual([answer(200), request.headers]);
});

it('headers of a span are added, but none that HTTP forbids, and none of the request is replaced', async () => {
  const added: Record<string, unknown> = {
    traceparent: '00-1',
    accept: 'text/html',
    'ä-header': 'a',
    'header ': 'a',
    'line-break': 'a\r\nb',
    umlaut: 'ä',
    number: 1,
    tab: 'a\tb',
  };
  const { headers } = await traced({ headers: added as Record<string, string> });
  expect(headers).toEqual({ accept: 'application/json', traceparent: '00-1', tab: 'a\tb' });
});
