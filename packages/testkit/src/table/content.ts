import type { Fault } from '../faults/fault.js';
import type { Call, FaultCase } from './fault-case.js';
import { gzipSync } from 'node:zlib';
import { callRoutes, html, jobText, json, routes, runText, spoilt, status } from './answers.js';
import { undecodable, unknown, well } from './ending.js';
import { always, endings, once, row } from './fault-case.js';

const good = jobText();
const gzip = { ...json, 'content-encoding': 'gzip' };
/** Members of gzip may follow each other: 72 MB that take 70 kB. */
const bomb = Buffer.concat(Array.from<Buffer>({ length: 72 }).fill(gzipSync(Buffer.alloc(1_000_000))));

type Headers = Readonly<Record<string, string>>;

/** An answer that is odd and can be used: the job, the run that was started, or the job that was created. */
const odd = (form: string, change: (body: string) => string, headers: Headers = json): FaultCase => {
  const answer = (call: Call): Fault => ({
    ...callRoutes[call],
    ...status(call === 'read' ? 200 : 201, headers, change(bodies[call])),
    processed: true,
  });
  const script = {
    read: [answer('read')],
    start: [answer('start')],
    create: [answer('create')],
    delete: [answer('delete')],
  };
  return { form, script, ...endings(well(1), well(1, 1), well(1, 1), well(1, 1)) };
};
const bodies: Readonly<Record<Call, string>> = {
  read: good,
  start: runText('Queued'),
  create: good,
  delete: good,
};

const same = (body: string): string => body;
/** Another name, as it stands in the text of the body. */
const named =
  (name: string) =>
  (body: string): string =>
    body.replace(/"name":"[^"]*"/, () => `"name":"${name}"`);
/** One more member, the first of all. */
const first =
  (member: string) =>
  (body: string): string =>
    body.replace('{', () => `{${member},`);

/** Faults 16 to 27: what the answer holds. */
export const content = [
  row(16, 'malformed JSON', once('', spoilt('{"metadata":'), well(2), well(1, 1))),
  row(
    17,
    '200 with HTML',
    once('of a page in front of the service', status(200, html, '<html>'), well(2), unknown(1, 0)),
    once('after the work', spoilt('<html>', html), well(2), well(1, 1)),
    always('every time', status(200, html, '<html>'), undecodable(4), unknown(1, 0)),
  ),
  row(
    18,
    '502/503 with HTML',
    once('502', status(502, html, '<html>'), well(2), unknown(1, 0)),
    once('503', status(503, html, '<html>'), well(2), unknown(1, 0)),
  ),
  row(19, 'empty body', once('', spoilt(''), well(2), well(1, 1))),
  row(
    20,
    'wrong content type, BOM',
    odd('another content type', same, { 'content-type': 'text/plain' }),
    odd('no content type', same, {}),
    odd('a byte order mark', (body) => `\ufeff${body}`),
  ),
  row(
    21,
    'invalid UTF-8, lone surrogates, NUL',
    once('invalid UTF-8', spoilt(Buffer.from('7b2261223a22ff227d', 'hex')), well(2), well(1, 1)),
    once('a surrogate as bytes', spoilt(Buffer.from('7b2261223a22eda080227d', 'hex')), well(2), well(1, 1)),
    odd('an escaped surrogate', named('\\ud800')),
    odd('NUL', named('a\\u0000b')),
  ),
  row(
    22,
    'corrupt gzip, bomb',
    once('corrupt', spoilt(Buffer.from('garbage'), gzip), well(2), well(1, 1)),
    once('a bomb', spoilt(bomb, gzip), well(2), well(1, 1)),
  ),
  row(
    23,
    'header flood',
    once('', spoilt(good, { ...json, 'x-flood': 'x'.repeat(60_000) }), well(2), well(1, 1)),
  ),
  row(
    24,
    'missing, extra, null, wrongly typed fields',
    once('missing', spoilt('{"metadata":{"asset_id":"a"}}'), well(2), well(1, 1)),
    odd('extra', first('"more":{"deep":[1]}')),
    once('null', spoilt('null'), well(2), well(1, 1)),
    once('wrongly typed', spoilt('{"metadata":{"asset_id":7},"entity":{}}'), well(2), well(1, 1)),
  ),
  row(
    25,
    'unknown state',
    {
      form: 'of a run that is read',
      scene: 'one run',
      script: [{ ...routes.run, ...status(200, json, runText('Melting')) }],
      ...endings(well(1)),
    },
    {
      form: 'of a run that was started',
      script: [{ ...routes.start, ...spoilt(runText('Melting')) }],
      ...endings(undefined, well(1, 1)),
    },
  ),
  row(
    26,
    'huge integers, odd dates',
    odd('a huge integer', first('"version":1e400')),
    odd('odd dates', named('n","created_at":"-1.5e9 BC')),
  ),
  row(
    27,
    '`__proto__`, deep nesting',
    odd('`__proto__`', first('"__proto__":{"polluted":1}')),
    once('9,000 open brackets', spoilt('['.repeat(9_000)), well(2), well(1, 1)),
  ),
];
