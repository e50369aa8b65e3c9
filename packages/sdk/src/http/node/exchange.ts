import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Limits } from '../limits.js';
import type { HttpRequest, HttpResponse, TransportFailure } from '../transport.js';
import type { Connections } from './connections.js';
import type { Phase } from './failures.js';
import type { Abandon } from './tunnel.js';
import { onAbort } from '@wxdi/core';
import { invalidRequest } from '../refuse.js';
import { readBody } from './body.js';
import { aborted, closed, late, ofError, silent, unreadable } from './failures.js';
import { toHeaders } from './head.js';
import { after } from './timer.js';

/** Sends a request, made by `start`, and follows its phases until it has an outcome. */
export const exchange = (
  { url, body, signal }: HttpRequest,
  { secure, proxy }: Connections,
  start: (abandon: Abandon | undefined) => ClientRequest,
  limits: Limits,
): Promise<HttpResponse | TransportFailure> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(aborted(signal.reason));

    const tunnel: Abandon | undefined = proxy !== undefined && url.protocol === 'https:' ? {} : undefined;
    let request: ClientRequest;
    try {
      request = start(tunnel);
    } catch (cause) {
      // Node's message may contain the invalid name, never a value.
      return resolve(
        invalidRequest('the method, the path or a header holds a character that HTTP forbids', cause),
      );
    }

    let phase: Phase = 'connecting';
    let status: number | undefined;
    let finished = false;
    let phaseTimer: NodeJS.Timeout | undefined;
    let stopReading: (() => void) | undefined;
    const host = proxy === undefined ? url.host : `${url.host} (through the proxy ${proxy.host})`;
    const place = () => ({ phase, host, status });

    const finish = (outcome: HttpResponse | TransportFailure): void => {
      finished = true;
      clearTimeout(totalTimer);
      clearTimeout(phaseTimer);
      forget?.();
      resolve(outcome);
    };
    const fail = (outcome: TransportFailure): void => {
      if (finished) return;
      stopReading?.();
      tunnel?.now?.();
      // Without a connection yet, destroying the request would return the connection to the pool.
      if (request.socket === null) request.once('socket', () => request.destroy());
      else request.destroy();
      finish(outcome);
    };
    const enter = (next: Phase, ms?: number): void => {
      phase = next;
      clearTimeout(phaseTimer);
      if (ms !== undefined) phaseTimer = after(ms, () => fail(late(ms, place())));
    };
    const sending = (): void => enter('sending');
    const waiting = (): void => enter('waiting', limits.headersMs);

    const reading = (answer: IncomingMessage): void => {
      const seen = answer.statusCode ?? 0;
      status = seen;
      const { idleMs, bodyBytes } = limits;
      enter('reading');
      const idle = after(idleMs, () => fail(silent(idleMs, place())));
      phaseTimer = idle;
      answer.on('data', () => {
        // Refreshing a cleared timer would restart it.
        if (!finished) idle.refresh();
      });
      stopReading = readBody(answer, bodyBytes, (read) => {
        if ('problem' in read) return fail(unreadable(read.problem, place(), read.cause));
        // The answer may arrive before the whole request is sent; the rest would corrupt the connection.
        if (!request.writableFinished) request.destroy();
        finish({ status: seen, headers: toHeaders(answer.rawHeaders), body: read.text });
      });
    };

    const totalTimer = after(limits.totalMs, () => fail(late(limits.totalMs, place())));
    const forget =
      signal === undefined ? undefined : onAbort(signal, () => fail(aborted(signal.reason, phase)));

    request.on('socket', (socket) => {
      if (finished) return;
      if (request.reusedSocket) return sending();
      // A tunnel has used part of its limit before Node reports the connection.
      if (tunnel === undefined) enter('connecting', limits.connectMs);
      else phase = 'handshaking';
      if (!secure) return void socket.once('connect', sending);
      socket.once('connect', () => (phase = 'handshaking'));
      socket.once('secureConnect', sending);
    });
    if (tunnel !== undefined) enter('connecting', limits.connectMs);
    // Emitted only after the connection is open.
    request.on('finish', () => {
      if (phase === 'sending') waiting();
    });
    request.on('response', reading);
    // A late 'error' event without a listener would crash the process.
    request.on('error', (error) => fail(ofError(error, place())));
    request.on('close', () => {
      // Reading the body detects truncation itself; decompression may continue after the connection closes.
      if (phase !== 'reading') fail(closed(place()));
    });
    request.end(body);
  });
