import type { Fault } from '../faults/fault.js';
import type { Ending, FaultCase } from './fault-case.js';
import { routes, status } from './answers.js';
import { notLetIn, notPermitted, unsent, well } from './ending.js';
import { always, endings, once, played, row } from './fault-case.js';

const tokens = (n: number) => ({ tokens: n });
const tokenService = (form: string, fault: Fault, read: Ending, write: Ending): FaultCase => ({
  form,
  scene: 'token service',
  script: [{ ...routes.token, ...fault }],
  ...endings(read, write, write, write),
});
const passing = (form: string, fault: Fault): FaultCase =>
  tokenService(form, fault, well(1, undefined, tokens(2)), well(1, 1, tokens(2)));
const refusing = (code: number): FaultCase =>
  tokenService(
    String(code),
    status(code, { location: '/elsewhere' }),
    notPermitted(0, undefined, tokens(1)),
    notPermitted(0, 0, tokens(1)),
  );

/** An API key of IBM Cloud, whose token service has a form of its own. */
const apiKey = (form: string, fault: Fault, read: Ending, write: Ending): FaultCase => ({
  form,
  scene: 'API key',
  script: [{ ...routes.keyToken, ...fault }],
  ...endings(read, write, write, write),
});

/** Faults 39 to 43: who is asking. */
export const auth = [
  row(
    39,
    '401 in the middle',
    played(
      '',
      'token revoked',
      well(3, undefined, tokens(2)),
      well(2, 1, tokens(2)),
      undefined,
      well(2, 1, tokens(2)),
    ),
  ),
  row(
    40,
    '401 for ever, wrong key, 403',
    always('401 to a fixed token', status(401), notLetIn(1), notLetIn(1, 0)),
    played(
      '401 to every token',
      'every token refused',
      notLetIn(2, undefined, tokens(2)),
      notLetIn(2, 0, tokens(2)),
      notLetIn(2, 0, tokens(2)),
      notLetIn(2, 0, tokens(2)),
    ),
    refusing(401),
    apiKey(
      'a wrong API key, which IAM tells by 400',
      status(400),
      notPermitted(0, undefined, tokens(1)),
      notPermitted(0, 0, tokens(1)),
    ),
    once('403', status(403), notPermitted(1), notPermitted(1, 0)),
  ),
  row(
    41,
    'expiry during paging or a long wait',
    played(
      'between two calls',
      'token expires',
      well(2, undefined, tokens(2)),
      well(1, 1, tokens(2)),
      undefined,
      well(1, 1, tokens(2)),
    ),
    {
      ...played('while paging', 'token expires while paging', well(3, undefined, { tokens: 2, rows: 250 })),
      service: { jobs: 250 },
    },
    played('while waiting', 'token expires while waiting', well(1, undefined, tokens(2))),
  ),
  row(
    42,
    'token service',
    apiKey('503 of IAM', status(503), well(1, undefined, tokens(2)), well(1, 1, tokens(2))),
    passing('429', status(429)),
    passing('500', status(500)),
    passing('garbage', status(200, {}, '<html>')),
    passing('no token', status(200, {}, '{"token":null}')),
    passing('reset', { wire: { reset: 'start' } }),
    passing('cut', { wire: { truncate: 3 } }),
    passing('no answer', { wire: { stall: 'start' } }),
    played(
      'no expiry',
      'token service',
      well(1, undefined, tokens(1)),
      well(1, 1, tokens(1)),
      well(1, 1, tokens(1)),
      well(1, 1, tokens(1)),
    ),
    refusing(307),
    refusing(404),
    tokenService(
      '503 every time',
      { ...status(503), call: 'every' },
      unsent(0, undefined, tokens(4)),
      unsent(0, 0, tokens(4)),
    ),
  ),
  row(
    43,
    '200 callers at expiry ask once',
    played('', 'two hundred callers', well(200, undefined, tokens(1)), well(200, 200, tokens(1))),
  ),
];
