import type { FaultRow } from '../fault-case.js';
import { notSent, ok, unavailable, unknown } from '../ending.js';

/** Faults 1 to 7: connecting to the service. */
export const connecting: readonly FaultRow[] = [
  {
    number: 1,
    name: 'name not found',
    cases: [
      {
        form: 'every time',
        scene: 'name not found',
        read: notSent({ requests: 4 }),
        start: notSent({ requests: 4, runs: 0 }),
        create: notSent({ requests: 4, jobs: 0 }),
        delete: notSent({ requests: 4, deleted: 0 }),
      },
    ],
  },
  {
    number: 2,
    name: 'connection refused',
    cases: [
      {
        form: 'every time',
        scene: 'port refuses',
        read: notSent({ requests: 4 }),
        start: notSent({ requests: 4, runs: 0 }),
        create: notSent({ requests: 4, jobs: 0 }),
        delete: notSent({ requests: 4, deleted: 0 }),
      },
    ],
  },
  {
    number: 3,
    name: 'connect hangs',
    cases: [
      {
        form: 'every time',
        scene: 'connect hangs',
        read: notSent({ requests: 4 }),
        start: notSent({ requests: 4, runs: 0 }),
        create: notSent({ requests: 4, jobs: 0 }),
        delete: notSent({ requests: 4, deleted: 0 }),
      },
    ],
  },
  {
    number: 4,
    name: 'TLS hangs',
    cases: [
      {
        form: 'every time',
        scene: 'TLS hangs',
        read: notSent({ requests: 4 }),
        start: notSent({ requests: 4, runs: 0 }),
        create: notSent({ requests: 4, jobs: 0 }),
        delete: notSent({ requests: 4, deleted: 0 }),
      },
      {
        form: 'reset during the handshake, once',
        scene: 'handshake fails once',
        read: ok({ requests: 1, waits: [250] }),
        start: ok({ requests: 1, runs: 1, waits: [250] }),
        create: ok({ requests: 1, jobs: 1, waits: [250] }),
        delete: ok({ requests: 1, deleted: 1, waits: [250] }),
      },
    ],
  },
  {
    number: 5,
    name: 'reset after the request was read',
    cases: [
      {
        form: 'before the work',
        fault: { wire: { reset: 'start' } },
        read: ok({ requests: 2 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
      {
        form: 'after the work',
        fault: { processed: true, wire: { reset: 'start' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'every time',
        everyRequest: { wire: { reset: 'start' } },
        read: unavailable({ requests: 4 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: unknown({ requests: 4, deleted: 0 }),
      },
    ],
  },
  {
    number: 6,
    name: 'closed without an answer',
    cases: [
      {
        form: 'before the work',
        fault: { wire: { close: 'start' } },
        read: ok({ requests: 2 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
      {
        form: 'after the work',
        fault: { processed: true, wire: { close: 'start' } },
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'every time',
        everyRequest: { wire: { close: 'start' } },
        read: unavailable({ requests: 4 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: unknown({ requests: 4, deleted: 0 }),
      },
    ],
  },
  {
    number: 7,
    name: 'stale keep-alive socket',
    cases: [
      {
        form: '',
        scene: 'kept connection',
        read: ok({ requests: 3 }),
        start: ok({ requests: 1, runs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
];
