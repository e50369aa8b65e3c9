import { jobId, status } from './answers.js';
import { notFound, rejected, unavailable, unknown, unsent, unsupported, well } from './ending.js';
import { always, once, played, row } from './fault-case.js';

const throttled = (headers: Record<string, string>, code = 429) => status(code, headers);
const waits = (...ms: readonly number[]) => ({ waits: ms });
const date = 'Tue, 01 Jan 2030 00:00:00 GMT';
const senseless = (form: string, wish: string) =>
  once(
    form,
    throttled({ 'retry-after': wish, date }),
    well(2, undefined, waits(500)),
    well(2, 1, waits(500)),
  );
const done = (code: number) => ({ ...status(code), processed: true });

/** Faults 28 to 38: what the status says. */
export const statuses = [
  row(
    28,
    '429 without header',
    once('', throttled({}), well(2, undefined, waits(500)), well(2, 1, waits(500))),
  ),
  row(
    29,
    '429 with seconds',
    once('7', throttled({ 'retry-after': '7' }), well(2, undefined, waits(7_000)), well(2, 1, waits(7_000))),
    once(
      '2.5',
      throttled({ 'retry-after': '2.5' }),
      well(2, undefined, waits(2_500)),
      well(2, 1, waits(2_500)),
    ),
    once(
      '0, which the own wait exceeds',
      throttled({ 'retry-after': '0' }),
      well(2, undefined, waits(500)),
      well(2, 1, waits(500)),
    ),
    once('more than two minutes', throttled({ 'retry-after': '121' }), unsent(1), unsent(1, 0)),
    once(
      'of a 503',
      throttled({ 'retry-after': '121' }, 503),
      unavailable(1),
      unknown(1, 0),
      unknown(1, 0),
      unknown(1, 0),
    ),
  ),
  row(
    30,
    '429 with a date and a skewed clock',
    once(
      'years ahead',
      throttled({ 'retry-after': 'Tue, 01 Jan 2030 00:00:09 GMT', date }),
      well(2, undefined, waits(9_000)),
      well(2, 1, waits(9_000)),
    ),
    once(
      'a date that is past',
      throttled({ 'retry-after': 'Mon, 31 Dec 2029 23:59:00 GMT', date }),
      well(2, undefined, waits(500)),
      well(2, 1, waits(500)),
    ),
  ),
  row(
    31,
    'senseless Retry-After',
    senseless('less than nothing', '-5'),
    senseless('words', 'soon 5'),
    senseless('for ever', 'Infinity'),
    senseless('forty digits', '9'.repeat(40)),
    senseless('twice', '5, 7'),
    senseless('a day that is none', 'Tue, 99 Foo 2030 00:00:00 GMT'),
    senseless('an ISO date', '2030-01-01T00:00:09Z'),
    senseless('a number that is none', '0x10'),
    once(
      'a date, without one to compare',
      throttled({ 'retry-after': date }),
      well(2, undefined, waits(500)),
      well(2, 1, waits(500)),
    ),
  ),
  row(32, '429 for ever', always('', status(429), unsent(10), unsent(10, 0))),
  row(
    33,
    '503 under 50 callers',
    always('', status(503), unavailable(4), unknown(1, 0)),
    // 300 calls, and the 35 repeats that the quota of 500 pays for, at 14 each.
    played('300 calls by 50 callers', 'fifty callers', unavailable(335), unknown(50, 0)),
  ),
  row(34, '500 after the work was done', once('', done(500), well(2), well(1, 1))),
  row(
    35,
    '502/504 after the work was done',
    once('502', done(502), well(2), well(1, 1)),
    once('504', done(504), well(2), well(1, 1)),
  ),
  row(
    36,
    '408 421 425',
    once('408', status(408), well(2), unknown(1, 0)),
    once('408 after the work was done', done(408), well(2), well(1, 1)),
    once('421', status(421), well(2), well(2, 1)),
    once('425', status(425), well(2), well(2, 1)),
  ),
  row(
    37,
    '501 505 400 409 412 422',
    ...[501, 505].map((code) => once(String(code), status(code), unsupported(1), unsupported(1, 0))),
    once('404', status(404), notFound(1), notFound(1, 0)),
    ...[400, 405, 409, 412, 415, 422].map((code) =>
      once(String(code), status(code), rejected(1), rejected(1, 0)),
    ),
  ),
  row(
    38,
    'redirects',
    once(
      'same origin',
      status(307, { location: `/v2/jobs/${jobId}?project_id=project-1&moved=1` }),
      well(2),
      rejected(1, 0),
    ),
    once('other origin', status(307, { location: 'https://evil.example/' }), rejected(1), rejected(1, 0)),
    always(
      'loop',
      status(307, { location: `/v2/jobs/${jobId}?project_id=project-1` }),
      rejected(1),
      rejected(1, 0),
    ),
    once('downgrade', status(302, { location: 'http://evil.example/' }), rejected(1), rejected(1, 0)),
    once('nowhere', status(302), rejected(1), rejected(1, 0)),
  ),
];
