import type { FaultRow } from '../fault-case.js';
import { gzipSync } from 'node:zlib';
import { html, json, status, unusable, unusual, withName } from '../answers.js';
import { ok, undecodable, unknown } from '../ending.js';

const gzip = { ...json, 'content-encoding': 'gzip' };
/** Gzip members may be concatenated: 72 MB that are sent as 70 kB. */
const bomb = Buffer.concat(Array.from<Buffer>({ length: 72 }).fill(gzipSync(Buffer.alloc(1_000_000))));
const unchanged = (body: string): string => body;

/** Faults 16 to 22: the bytes of the answer. */
export const bytes: readonly FaultRow[] = [
  {
    number: 16,
    name: 'malformed JSON',
    cases: [
      {
        form: '',
        fault: unusable('{"metadata":'),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 17,
    name: '200 with HTML',
    cases: [
      {
        form: 'from a page in front of the service',
        fault: status(200, html, '<html>'),
        read: ok({ requests: 2 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
      {
        form: 'after the work',
        fault: unusable('<html>', html),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'every time',
        everyRequest: status(200, html, '<html>'),
        read: undecodable({ requests: 4 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: unknown({ requests: 4, deleted: 0 }),
      },
    ],
  },
  {
    number: 18,
    name: '502/503 with HTML',
    cases: [
      {
        form: '502',
        fault: status(502, html, '<html>'),
        read: ok({ requests: 2 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
      {
        form: '503',
        fault: status(503, html, '<html>'),
        read: ok({ requests: 2 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
    ],
  },
  {
    number: 19,
    name: 'empty body',
    cases: [
      {
        form: '',
        fault: unusable(''),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 20,
    name: 'wrong content type, BOM',
    cases: [
      {
        form: 'another content type',
        script: unusual(unchanged, { 'content-type': 'text/plain' }),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'no content type',
        script: unusual(unchanged, {}),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'a byte order mark',
        script: unusual((body) => `\ufeff${body}`),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 21,
    name: 'invalid UTF-8, lone surrogates, NUL',
    cases: [
      {
        form: 'invalid UTF-8',
        fault: unusable(Buffer.from('7b2261223a22ff227d', 'hex')),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'a surrogate as bytes',
        fault: unusable(Buffer.from('7b2261223a22eda080227d', 'hex')),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'an escaped surrogate',
        script: unusual(withName('\\ud800')),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'NUL',
        script: unusual(withName('a\\u0000b')),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 22,
    name: 'corrupt gzip, bomb',
    cases: [
      {
        form: 'corrupt',
        fault: unusable(Buffer.from('garbage'), gzip),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'a bomb',
        fault: unusable(bomb, gzip),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
];
