import type { FaultRow } from '../fault-case.js';
import { json } from '../answers.js';
import { notSent, notTrusted, ok, undecodable, unknown } from '../ending.js';

/** Faults 8 to 15: the connection while the answer is read, proxies and certificates. */
export const answering: readonly FaultRow[] = [
  {
    number: 8,
    name: 'cut in the headers',
    cases: [
      {
        form: 'closed',
        fault: { wire: { close: 'head' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'reset',
        fault: { wire: { reset: 'head' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 9,
    name: 'body shorter than announced',
    cases: [
      {
        form: 'closed',
        fault: { wire: { truncate: 9 } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'reset',
        fault: { wire: { reset: 'body' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'every time',
        everyRequest: { wire: { truncate: 1 } },
        read: undecodable({ requests: 4 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 10,
    name: 'chunked body without end',
    cases: [
      {
        form: '',
        fault: {
          processed: true,
          answer: { status: 201, headers: { ...json, 'transfer-encoding': 'chunked' }, body: '3\r\n{"a\r\n' },
          wire: { close: 'end' },
        },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 11,
    name: 'slow headers',
    cases: [
      {
        form: 'never sent',
        fault: { wire: { stall: 'start' } },
        read: ok({ requests: 2 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
      {
        form: 'stop halfway',
        fault: { wire: { stall: 'head' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'sent too late',
        fault: { wire: { latencyMs: 400 } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 12,
    name: 'stalled body',
    cases: [
      {
        form: 'in the middle',
        fault: { wire: { stall: 'body' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'before its first byte',
        fault: { wire: { stall: 'body-start' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 13,
    name: 'proxy',
    cases: [
      {
        form: '407',
        scene: 'proxy 407',
        read: notSent({ requests: 4 }),
        start: notSent({ requests: 4, runs: 0 }),
        create: notSent({ requests: 4, jobs: 0 }),
        delete: notSent({ requests: 4, deleted: 0 }),
      },
      {
        form: 'CONNECT 502',
        scene: 'proxy 502',
        read: notSent({ requests: 4 }),
        start: notSent({ requests: 4, runs: 0 }),
        create: notSent({ requests: 4, jobs: 0 }),
        delete: notSent({ requests: 4, deleted: 0 }),
      },
      {
        form: 'CONNECT 502, once',
        scene: 'proxy 502 once',
        read: ok({ requests: 1, waits: [250] }),
        start: ok({ requests: 1, runs: 1, waits: [250] }),
        create: ok({ requests: 1, jobs: 1, waits: [250] }),
        delete: ok({ requests: 1, deleted: 1, waits: [250] }),
      },
      {
        form: 'tunnel reset',
        scene: 'tunnel reset',
        read: notSent({ requests: 4 }),
        start: notSent({ requests: 4, runs: 0 }),
        create: notSent({ requests: 4, jobs: 0 }),
        delete: notSent({ requests: 4, deleted: 0 }),
      },
    ],
  },
  {
    number: 14,
    name: 'certificate',
    cases: [
      {
        form: 'self-signed',
        scene: 'certificate self-signed',
        read: notTrusted({ requests: 1 }),
        start: notTrusted({ requests: 1, runs: 0 }),
        create: notTrusted({ requests: 1, jobs: 0 }),
        delete: notTrusted({ requests: 1, deleted: 0 }),
      },
      {
        form: 'expired',
        scene: 'certificate expired',
        read: notTrusted({ requests: 1 }),
        start: notTrusted({ requests: 1, runs: 0 }),
        create: notTrusted({ requests: 1, jobs: 0 }),
        delete: notTrusted({ requests: 1, deleted: 0 }),
      },
      {
        form: 'wrong host',
        scene: 'certificate of another host',
        read: notTrusted({ requests: 1 }),
        start: notTrusted({ requests: 1, runs: 0 }),
        create: notTrusted({ requests: 1, jobs: 0 }),
        delete: notTrusted({ requests: 1, deleted: 0 }),
      },
    ],
  },
  {
    number: 15,
    name: 'one-byte slices',
    cases: [
      {
        form: '',
        fault: { wire: { sliceBytes: 1 } },
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
];
