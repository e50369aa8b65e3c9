import type { FaultCase } from './fault-case.js';
import type { Scene } from './scene.js';
import { json } from './answers.js';
import { notTrusted, unavailable, undecodable, unknown, unsent, well } from './ending.js';
import { always, once, played, row } from './fault-case.js';

/** Where no call gets anywhere. */
const nowhere = (form: string, scene: Scene): FaultCase =>
  played(form, scene, unsent(4), unsent(4, 0), unsent(4, 0), unsent(4, 0));
/** Where the first connection fails before a request is sent: the one that is sent is the first that arrives. */
const atSecondTry = (form: string, scene: Scene): FaultCase => {
  const waits = [250];
  return played(
    form,
    scene,
    well(1, undefined, { waits }),
    well(1, 1, { waits }),
    well(1, 1, { waits }),
    well(1, 1, { waits }),
  );
};
const certificate = (form: string, scene: Scene): FaultCase =>
  played(form, scene, notTrusted(1), notTrusted(1, 0), notTrusted(1, 0), notTrusted(1, 0));

/** Faults 1 to 15: the way to the service. */
export const connection = [
  row(1, 'name not found', nowhere('every time', 'name not found')),
  row(2, 'connection refused', nowhere('every time', 'port refuses')),
  row(3, 'connect hangs', nowhere('every time', 'connect hangs')),
  row(
    4,
    'TLS hangs',
    nowhere('every time', 'TLS hangs'),
    atSecondTry('reset before it stands', 'handshake fails once'),
  ),
  row(
    5,
    'reset after the request was read',
    once('before the work', { wire: { reset: 'start' } }, well(2), unknown(1, 0)),
    once('after the work', { processed: true, wire: { reset: 'start' } }, well(2), well(1, 1)),
    always('every time', { wire: { reset: 'start' } }, unavailable(4), unknown(1, 0)),
  ),
  row(
    6,
    'closed without an answer',
    once('before the work', { wire: { close: 'start' } }, well(2), unknown(1, 0)),
    once('after the work', { processed: true, wire: { close: 'start' } }, well(2), well(1, 1)),
    always('every time', { wire: { close: 'start' } }, unavailable(4), unknown(1, 0)),
  ),
  row(
    7,
    'stale keep-alive socket',
    played('', 'kept connection', well(3), well(1, 1), undefined, well(1, 1)),
  ),
  row(
    8,
    'cut in the headers',
    once('closed', { wire: { close: 'head' } }, well(2), well(1, 1)),
    once('reset', { wire: { reset: 'head' } }, well(2), well(1, 1)),
  ),
  row(
    9,
    'body shorter than announced',
    once('closed', { wire: { truncate: 9 } }, well(2), well(1, 1)),
    once('reset', { wire: { reset: 'body' } }, well(2), well(1, 1)),
    always('every time', { wire: { truncate: 1 } }, undecodable(4), well(1, 1)),
  ),
  row(
    10,
    'chunked body without end',
    once(
      '',
      {
        processed: true,
        answer: { status: 201, headers: { ...json, 'transfer-encoding': 'chunked' }, body: '3\r\n{"a\r\n' },
        wire: { close: 'end' },
      },
      well(2),
      well(1, 1),
    ),
  ),
  row(
    11,
    'slow headers',
    once('that never come', { wire: { stall: 'start' } }, well(2), unknown(1, 0)),
    once('that stop', { wire: { stall: 'head' } }, well(2), well(1, 1)),
    once('that come too late', { wire: { latencyMs: 400 } }, well(2), well(1, 1)),
  ),
  row(
    12,
    'stalled body',
    once('in the middle', { wire: { stall: 'body' } }, well(2), well(1, 1)),
    once('before its first byte', { wire: { stall: 'body-start' } }, well(2), well(1, 1)),
  ),
  row(
    13,
    'proxy',
    nowhere('407', 'proxy 407'),
    nowhere('CONNECT 502', 'proxy 502'),
    atSecondTry('CONNECT 502, once', 'proxy 502 once'),
    nowhere('tunnel reset', 'tunnel reset'),
  ),
  row(
    14,
    'certificate',
    certificate('self-signed', 'certificate self-signed'),
    certificate('expired', 'certificate expired'),
    certificate('wrong host', 'certificate of another host'),
  ),
  row(15, 'one-byte slices', once('', { wire: { sliceBytes: 1 } }, well(1), well(1, 1))),
];
