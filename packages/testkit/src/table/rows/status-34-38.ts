import type { FaultRow } from '../fault-case.js';
import { afterWork, jobId, status } from '../answers.js';
import { notFound, ok, rejected, unknown, unsupported } from '../ending.js';

const job = `/v2/jobs/${jobId}?project_id=0191d1a0-7b1e-7000-8000-0000000000f1`;

/** Faults 34 to 38: what the status says about the request. */
export const statuses: readonly FaultRow[] = [
  {
    number: 34,
    name: '500 after the work was done',
    cases: [
      {
        form: '',
        fault: afterWork(500),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 35,
    name: '502/504 after the work was done',
    cases: [
      {
        form: '502',
        fault: afterWork(502),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: '504',
        fault: afterWork(504),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 36,
    name: '408 421 425',
    cases: [
      {
        form: '408',
        fault: status(408),
        read: ok({ requests: 2 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
      {
        form: '408 after the work was done',
        fault: afterWork(408),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: '421',
        fault: status(421),
        read: ok({ requests: 2 }),
        start: ok({ requests: 2, runs: 1 }),
        create: ok({ requests: 2, jobs: 1 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
      {
        form: '425',
        fault: status(425),
        read: ok({ requests: 2 }),
        start: ok({ requests: 2, runs: 1 }),
        create: ok({ requests: 2, jobs: 1 }),
        delete: ok({ requests: 2, deleted: 1 }),
      },
    ],
  },
  {
    number: 37,
    name: '501 505 400 409 412 422',
    cases: [
      ...[501, 505].map((code) => ({
        form: String(code),
        fault: status(code),
        read: unsupported({ requests: 1 }),
        start: unsupported({ requests: 1, runs: 0 }),
        create: unsupported({ requests: 1, jobs: 0 }),
        delete: unsupported({ requests: 1, deleted: 0 }),
      })),
      {
        form: '404',
        fault: status(404),
        read: notFound({ requests: 1 }),
        start: notFound({ requests: 1, runs: 0 }),
        create: notFound({ requests: 1, jobs: 0 }),
        delete: notFound({ requests: 1, deleted: 0 }),
      },
      ...[400, 405, 409, 412, 415, 422].map((code) => ({
        form: String(code),
        fault: status(code),
        read: rejected({ requests: 1 }),
        start: rejected({ requests: 1, runs: 0 }),
        create: rejected({ requests: 1, jobs: 0 }),
        delete: rejected({ requests: 1, deleted: 0 }),
      })),
    ],
  },
  {
    number: 38,
    name: 'redirects',
    cases: [
      {
        form: 'same origin',
        fault: status(307, { location: `${job}&moved=1` }),
        read: ok({ requests: 2 }),
        start: rejected({ requests: 1, runs: 0 }),
        create: rejected({ requests: 1, jobs: 0 }),
        delete: rejected({ requests: 1, deleted: 0 }),
      },
      {
        form: 'other origin',
        fault: status(307, { location: 'https://evil.example/' }),
        read: rejected({ requests: 1 }),
        start: rejected({ requests: 1, runs: 0 }),
        create: rejected({ requests: 1, jobs: 0 }),
        delete: rejected({ requests: 1, deleted: 0 }),
      },
      {
        form: 'loop',
        everyRequest: status(307, { location: job }),
        read: rejected({ requests: 1 }),
        start: rejected({ requests: 1, runs: 0 }),
        create: rejected({ requests: 1, jobs: 0 }),
        delete: rejected({ requests: 1, deleted: 0 }),
      },
      {
        form: 'downgrade',
        fault: status(302, { location: 'http://evil.example/' }),
        read: rejected({ requests: 1 }),
        start: rejected({ requests: 1, runs: 0 }),
        create: rejected({ requests: 1, jobs: 0 }),
        delete: rejected({ requests: 1, deleted: 0 }),
      },
      {
        form: 'no Location header',
        fault: status(302),
        read: rejected({ requests: 1 }),
        start: rejected({ requests: 1, runs: 0 }),
        create: rejected({ requests: 1, jobs: 0 }),
        delete: rejected({ requests: 1, deleted: 0 }),
      },
    ],
  },
];
