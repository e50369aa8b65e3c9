import { gzipSync } from 'node:zlib';
import { html, jobText, json, spoilt, status } from './answers.js';
import { always, once, row, undecodable, unknown, well } from './fault-case.js';

const good = jobText();
const gzip = { ...json, 'content-encoding': 'gzip' };
const readable = (body: string, headers: Record<string, string> = json) => status(200, headers, body);

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
    once('another content type', readable(good, { 'content-type': 'text/plain' }), well(1)),
    once('no content type', readable(good, {}), well(1)),
    once('a byte order mark', readable(`\ufeff${good}`), well(1)),
  ),
  row(
    21,
    'invalid UTF-8, lone surrogates, NUL',
    once('invalid UTF-8', spoilt(Buffer.from('7b2261223a22ff227d', 'hex')), well(2), well(1, 1)),
    once('a surrogate as bytes', spoilt(Buffer.from('7b2261223a22eda080227d', 'hex')), well(2), well(1, 1)),
    once('an escaped surrogate', readable(good.replace('nightly', '\\ud800')), well(1)),
    once('NUL', readable(jobText('job-1', 'a\u0000b')), well(1)),
  ),
  row(
    22,
    'corrupt gzip, bomb',
    once('corrupt', spoilt(Buffer.from('garbage'), gzip), well(2), well(1, 1)),
    once('a bomb', spoilt(gzipSync(Buffer.alloc(9_000_000)), gzip), well(2), well(1, 1)),
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
    once('extra', readable(good.replace('{', '{"more":{"deep":[1]},')), well(1)),
    once('null', spoilt('null'), well(2), well(1, 1)),
    once('wrongly typed', spoilt('{"metadata":{"asset_id":7},"entity":{}}'), well(2), well(1, 1)),
  ),
  row(
    25,
    'unknown state',
    once(
      '',
      {
        processed: true,
        answer: {
          status: 201,
          headers: json,
          body: '{"metadata":{"asset_id":"run-7","name":"r"},"entity":{"job_run":{"job_ref":"job-1","state":"Melting"}}}',
        },
      },
      undefined,
      well(1, 1),
    ),
  ),
  row(
    26,
    'huge integers, odd dates',
    once('a huge integer', readable(good.replace('"name"', '"version":1e400,"name"')), well(1)),
    once('odd dates', readable(good.replace('"name"', '"created_at":"-1.5e9 BC","name"')), well(1)),
  ),
  row(
    27,
    '`__proto__`, deep nesting',
    once('`__proto__`', readable(good.replace('{', '{"__proto__":{"polluted":1},')), well(1)),
    once('9,000 open brackets', spoilt('['.repeat(9_000)), well(2), well(1, 1)),
  ),
];
