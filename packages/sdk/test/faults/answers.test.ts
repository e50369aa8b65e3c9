import type { Fault } from '@wxdi/testkit';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jobBody } from '../support/fake-network.js';
import { calls, endOf, inWords, world } from './world.js';

/** What a fault does to a call that is safe to repeat, and to a start: how it ends, and how often it was sent. */
type Row = readonly [
  name: string,
  fault: Fault,
  get: readonly [string, number],
  start: readonly [string, number],
];

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };
const good = JSON.stringify(jobBody());
const status = (
  code: number,
  headers: Record<string, string> = {},
  body: string | Uint8Array = '',
): Fault => ({
  answer: { status: code, headers, body },
});
const body = (content: string | Uint8Array, headers: Record<string, string> = json): Fault => ({
  answer: { status: 201, headers, body: content },
});

/** Once, then all is well: a read goes on, and a start that may have happened is not sent again. */
const passing: readonly Row[] = [
  [
    '5 reset after the request was read',
    { wire: { reset: 'start' } },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '5 reset after the work was done',
    { processed: true, wire: { reset: 'start' } },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  ['6 closed without an answer', { wire: { close: 'start' } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['8 cut in the headers', { wire: { close: 'head' } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['8 reset in the headers', { wire: { reset: 'head' } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['9 a body shorter than announced', { wire: { truncate: 9 } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['9 a body that is reset', { wire: { reset: 'body' } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  [
    '10 a chunked body without end',
    {
      answer: { status: 201, headers: { ...json, 'transfer-encoding': 'chunked' }, body: '3\r\n{"a\r\n' },
      wire: { close: 'end' },
    },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '11 headers that take too long',
    { wire: { stall: 'start' } },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  ['11 headers that stop', { wire: { stall: 'head' } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['11 an answer that comes late', { wire: { latencyMs: 400 } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['12 a body that stalls', { wire: { stall: 'body' } }, ['well', 2], ['OutcomeUnknown, unknown', 1]],
  [
    '12 a body that never comes',
    { wire: { stall: 'body-start' } },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  ['15 slices of one byte', { wire: { sliceBytes: 1 } }, ['well', 1], ['well', 1]],
  ['16 malformed JSON', body('{"metadata":'), ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['17 200 with HTML', body('<html>', html), ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['18 502 with HTML', status(502, html, '<html>'), ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['18 503 with HTML', status(503, html, '<html>'), ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['19 an empty body', body(''), ['well', 2], ['OutcomeUnknown, unknown', 1]],
  [
    '21 invalid UTF-8',
    body(Buffer.from('7b2261223a22ff227d', 'hex')),
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '21 a lone surrogate',
    body(Buffer.from('7b2261223a22eda080227d', 'hex')),
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '22 corrupt gzip',
    body(Buffer.from('garbage'), { ...json, 'content-encoding': 'gzip' }),
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '22 a bomb',
    body(gzipSync(Buffer.alloc(9_000_000)), { ...json, 'content-encoding': 'gzip' }),
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '23 a flood of headers',
    body(good, { ...json, 'x-flood': 'x'.repeat(60_000) }),
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '24 a member of the wrong type',
    body('{"metadata":{"asset_id":7},"entity":{}}'),
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  ['24 null', body('null'), ['well', 2], ['OutcomeUnknown, unknown', 1]],
  [
    '27 a body that opens 9,000 brackets and closes none',
    body('['.repeat(9_000)),
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  ['28 429 without a header', status(429), ['well', 2], ['well', 2]],
  ['36 408', status(408), ['well', 2], ['OutcomeUnknown, unknown', 1]],
  ['36 421', status(421), ['well', 2], ['well', 2]],
  ['36 425', status(425), ['well', 2], ['well', 2]],
  [
    '34 500 after the work was done',
    { ...status(500), processed: true },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '35 502 after the work was done',
    { ...status(502), processed: true },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  [
    '35 504 after the work was done',
    { ...status(504), processed: true },
    ['well', 2],
    ['OutcomeUnknown, unknown', 1],
  ],
  ['37 501', status(501), ['Refused, rejected', 1], ['Refused, rejected', 1]],
  ['37 505', status(505), ['Refused, rejected', 1], ['Refused, rejected', 1]],
  ['37 400', status(400), ['Refused, rejected', 1], ['Refused, rejected', 1]],
  ['37 409', status(409), ['Refused, rejected', 1], ['Refused, rejected', 1]],
  ['37 412', status(412), ['Refused, rejected', 1], ['Refused, rejected', 1]],
  ['37 422', status(422), ['Refused, rejected', 1], ['Refused, rejected', 1]],
  [
    '38 a redirect to another origin',
    status(307, { location: 'https://evil.example/' }),
    ['Refused, rejected', 1],
    ['Refused, rejected', 1],
  ],
  ['38 a redirect to nowhere', status(302), ['Refused, rejected', 1], ['Refused, rejected', 1]],
  ['40 403', status(403), ['NotPermitted, rejected', 1], ['NotPermitted, rejected', 1]],
];

describe('a fault that passes', () => {
  it.each(passing)('%s: a read', async (_, fault, [end, times]) => {
    const { client, sent, server } = await world([{ ...fault, ...calls.get }]);
    expect([inWords(await endOf(client.jobs.get('job-1'))), sent('get')]).toEqual([end, times]);
    server.verify();
  });

  it.each(passing)('%s: a start', async (_, fault, __, [end, times]) => {
    const { client, sent, server } = await world([{ ...fault, ...calls.start }]);
    expect([inWords(await endOf(client.jobs.start('job-1'))), sent('start')]).toEqual([end, times]);
    server.verify();
  });
});

/** Every time: a read gives up in the end, and says why. */
const lasting: readonly Row[] = [
  ['5 reset', { wire: { reset: 'start' } }, ['Unavailable, unknown', 4], ['OutcomeUnknown, unknown', 1]],
  ['6 closed', { wire: { close: 'start' } }, ['Unavailable, unknown', 4], ['OutcomeUnknown, unknown', 1]],
  ['9 cut', { wire: { truncate: 1 } }, ['Undecodable, unknown', 4], ['OutcomeUnknown, unknown', 1]],
  ['17 200 with HTML', body('<html>', html), ['Undecodable, unknown', 4], ['OutcomeUnknown, unknown', 1]],
  ['32 429', status(429), ['Unavailable, not-sent', 10], ['Unavailable, not-sent', 10]],
  ['33 503', status(503), ['Unavailable, unknown', 4], ['OutcomeUnknown, unknown', 1]],
  ['40 401', status(401), ['NotPermitted, not-sent', 1], ['NotPermitted, not-sent', 1]],
];

describe('a fault that lasts', () => {
  it.each(lasting)('%s: a read', async (_, fault, [end, times]) => {
    const { client, sent } = await world([{ ...fault, ...calls.get, call: 'every' }]);
    expect([inWords(await endOf(client.jobs.get('job-1'))), sent('get')]).toEqual([end, times]);
  });

  it.each(lasting)('%s: a start', async (_, fault, __, [end, times]) => {
    const { client, sent } = await world([{ ...fault, ...calls.start, call: 'every' }]);
    expect([inWords(await endOf(client.jobs.start('job-1'))), sent('start')]).toEqual([end, times]);
  });
});
