import type { FaultCase, FaultRow } from '../fault-case.js';
import { routes, status } from '../answers.js';
import { notAuthenticated, notPermitted, notSent, ok } from '../ending.js';

/** Faults 39 to 43: credentials and tokens. */
export const auth: readonly FaultRow[] = [
  {
    number: 39,
    name: '401 in the middle',
    cases: [
      {
        form: '',
        scene: 'token revoked',
        read: ok({ requests: 3, tokens: 2 }),
        start: ok({ requests: 2, runs: 1, tokens: 2 }),
        delete: ok({ requests: 2, deleted: 1, tokens: 2 }),
      },
    ],
  },
  {
    number: 40,
    name: '401 for ever, wrong key, 403',
    cases: [
      {
        form: '401 to a fixed token',
        everyRequest: status(401),
        read: notAuthenticated({ requests: 1 }),
        start: notAuthenticated({ requests: 1, runs: 0 }),
        create: notAuthenticated({ requests: 1, jobs: 0 }),
        delete: notAuthenticated({ requests: 1, deleted: 0 }),
      },
      {
        form: '401 to every token',
        scene: 'every token refused',
        read: notAuthenticated({ requests: 2, tokens: 2 }),
        start: notAuthenticated({ requests: 2, runs: 0, tokens: 2 }),
        create: notAuthenticated({ requests: 2, jobs: 0, tokens: 2 }),
        delete: notAuthenticated({ requests: 2, deleted: 0, tokens: 2 }),
      },
      {
        form: '401',
        scene: 'token service',
        script: [{ ...routes.token, ...status(401, { location: '/elsewhere' }) }],
        read: notPermitted({ requests: 0, tokens: 1 }),
        start: notPermitted({ requests: 0, runs: 0, tokens: 1 }),
        create: notPermitted({ requests: 0, jobs: 0, tokens: 1 }),
        delete: notPermitted({ requests: 0, deleted: 0, tokens: 1 }),
      },
      {
        form: 'a wrong API key, which IAM answers with 400',
        scene: 'API key',
        script: [{ ...routes.keyToken, ...status(400) }],
        read: notPermitted({ requests: 0, tokens: 1 }),
        start: notPermitted({ requests: 0, runs: 0, tokens: 1 }),
        create: notPermitted({ requests: 0, jobs: 0, tokens: 1 }),
        delete: notPermitted({ requests: 0, deleted: 0, tokens: 1 }),
      },
      {
        form: '403',
        fault: status(403),
        read: notPermitted({ requests: 1 }),
        start: notPermitted({ requests: 1, runs: 0 }),
        create: notPermitted({ requests: 1, jobs: 0 }),
        delete: notPermitted({ requests: 1, deleted: 0 }),
      },
    ],
  },
  {
    number: 41,
    name: 'expiry during paging or a long wait',
    cases: [
      {
        form: 'between two calls',
        scene: 'token expires',
        read: ok({ requests: 2, tokens: 2 }),
        start: ok({ requests: 1, runs: 1, tokens: 2 }),
        delete: ok({ requests: 1, deleted: 1, tokens: 2 }),
      },
      {
        form: 'while paging',
        scene: 'token expires while paging',
        service: { jobs: 250 },
        read: ok({ requests: 3, tokens: 2, rows: 250 }),
      },
      {
        form: 'while waiting',
        scene: 'token expires while waiting',
        read: ok({ requests: 1, tokens: 2 }),
      },
    ],
  },
  {
    number: 42,
    name: 'token service',
    cases: [
      {
        form: '503 of IAM',
        scene: 'API key',
        script: [{ ...routes.keyToken, ...status(503) }],
        read: ok({ requests: 1, tokens: 2 }),
        start: ok({ requests: 1, runs: 1, tokens: 2 }),
        create: ok({ requests: 1, jobs: 1, tokens: 2 }),
        delete: ok({ requests: 1, deleted: 1, tokens: 2 }),
      },
      ...[
        { form: '429', fault: status(429) },
        { form: '500', fault: status(500) },
        { form: 'garbage', fault: status(200, {}, '<html>') },
        { form: 'no token', fault: status(200, {}, '{"token":null}') },
        { form: 'reset', fault: { wire: { reset: 'start' } } as const },
        { form: 'cut', fault: { wire: { truncate: 3 } } },
        { form: 'no answer', fault: { wire: { stall: 'start' } } as const },
      ].map(({ form, fault }): FaultCase => ({
        form,
        scene: 'token service',
        script: [{ ...routes.token, ...fault }],
        read: ok({ requests: 1, tokens: 2 }),
        start: ok({ requests: 1, runs: 1, tokens: 2 }),
        create: ok({ requests: 1, jobs: 1, tokens: 2 }),
        delete: ok({ requests: 1, deleted: 1, tokens: 2 }),
      })),
      {
        form: 'no expiry',
        scene: 'token service',
        read: ok({ requests: 1, tokens: 1 }),
        start: ok({ requests: 1, runs: 1, tokens: 1 }),
        create: ok({ requests: 1, jobs: 1, tokens: 1 }),
        delete: ok({ requests: 1, deleted: 1, tokens: 1 }),
      },
      ...[307, 404].map((code): FaultCase => ({
        form: String(code),
        scene: 'token service',
        script: [{ ...routes.token, ...status(code, { location: '/elsewhere' }) }],
        read: notPermitted({ requests: 0, tokens: 1 }),
        start: notPermitted({ requests: 0, runs: 0, tokens: 1 }),
        create: notPermitted({ requests: 0, jobs: 0, tokens: 1 }),
        delete: notPermitted({ requests: 0, deleted: 0, tokens: 1 }),
      })),
      {
        form: '503 every time',
        scene: 'token service',
        script: [{ ...routes.token, ...status(503), call: 'every' }],
        read: notSent({ requests: 0, tokens: 4 }),
        start: notSent({ requests: 0, runs: 0, tokens: 4 }),
        create: notSent({ requests: 0, jobs: 0, tokens: 4 }),
        delete: notSent({ requests: 0, deleted: 0, tokens: 4 }),
      },
    ],
  },
  {
    number: 43,
    name: '200 callers at expiry ask once',
    cases: [
      {
        form: '',
        scene: 'two hundred callers',
        read: ok({ requests: 200, tokens: 1 }),
        start: ok({ requests: 200, runs: 200, tokens: 1 }),
      },
    ],
  },
];
