import type { FaultRow } from '../fault-case.js';
import {
  jobText,
  json,
  routes,
  runText,
  status,
  unusable,
  unusual,
  withFirst,
  withName,
} from '../answers.js';
import { ok } from '../ending.js';

/** Faults 23 to 27: the headers and the values of the answer. */
export const values: readonly FaultRow[] = [
  {
    number: 23,
    name: 'header flood',
    cases: [
      {
        form: '',
        fault: unusable(jobText(), { ...json, 'x-flood': 'x'.repeat(60_000) }),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 24,
    name: 'missing, extra, null, wrongly typed fields',
    cases: [
      {
        form: 'missing',
        fault: unusable('{"metadata":{"asset_id":"a"}}'),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'extra',
        script: unusual(withFirst('"more":{"deep":[1]}')),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'null',
        fault: unusable('null'),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'wrongly typed',
        fault: unusable('{"metadata":{"asset_id":7},"entity":{}}'),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 25,
    name: 'unknown state',
    cases: [
      {
        form: 'of a run that is read',
        scene: 'one run',
        script: [{ ...routes.run, ...status(200, json, runText('Melting')) }],
        read: ok({ requests: 1 }),
      },
      {
        form: 'of a run that was started',
        script: [{ ...routes.start, ...unusable(runText('Melting')) }],
        start: ok({ requests: 1, runs: 1 }),
      },
    ],
  },
  {
    number: 26,
    name: 'huge integers, odd dates',
    cases: [
      {
        form: 'a huge integer',
        script: unusual(withFirst('"version":1e400')),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: 'odd dates',
        script: unusual(withName('n","created_at":"-1.5e9 BC')),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
  {
    number: 27,
    name: '`__proto__`, deep nesting',
    cases: [
      {
        form: '`__proto__`',
        script: unusual(withFirst('"__proto__":{"polluted":1}')),
        read: ok({ requests: 1 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
      {
        form: '9,000 open brackets',
        fault: unusable('['.repeat(9_000)),
        read: ok({ requests: 2 }),
        start: ok({ requests: 1, runs: 1 }),
        create: ok({ requests: 1, jobs: 1 }),
        delete: ok({ requests: 1, deleted: 1 }),
      },
    ],
  },
];
