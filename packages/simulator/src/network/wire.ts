import type { Socket } from 'node:net';
import type { Cut, FaultAnswer, WireFault } from './fault.js';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const withoutBody = (method: string, status: number): boolean =>
  method === 'HEAD' || status === 204 || status === 304;

interface Bytes {
  readonly head: Buffer;
  readonly body: Buffer;
}

/** The bytes of an answer, with a content-length unless the answer sets its own framing. */
const toBytes = (method: string, { status, headers = {}, body = '' }: FaultAnswer, more: number): Bytes => {
  const bytes = withoutBody(method, status) ? Buffer.alloc(0) : Buffer.from(body);
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const framed = names.includes('content-length') || names.includes('transfer-encoding');
  const length = framed || status === 204 ? [] : [`content-length: ${bytes.length + more}`];
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  // Header names are sent unchanged, so that a script can send an invalid one.
  const head = [`HTTP/1.1 ${status} Scripted`, ...lines, ...length, '', ''].join('\r\n');
  return { head: Buffer.from(head, 'latin1'), body: bytes };
};

const offset = ({ head, body }: Bytes, cut: Cut): number => {
  switch (cut) {
    case 'start':
      return 0;
    case 'head':
      return Math.floor(head.length / 2);
    case 'body-start':
      return head.length;
    case 'body':
      return head.length + Math.floor(body.length / 2);
    case 'end':
      return head.length + body.length;
  }
};

const write = async (socket: Socket, bytes: Uint8Array): Promise<void> => {
  if (bytes.length > 0 && !socket.destroyed)
    await new Promise<void>((done) => socket.write(bytes, () => done()));
};

const gone = async (socket: Socket): Promise<void> => {
  if (!socket.destroyed) await once(socket, 'close').catch(() => undefined);
};

/** Sends an answer with its fault. Resolves to whether the connection can serve another request. */
export const send = async (
  socket: Socket,
  method: string,
  answer: FaultAnswer,
  fault: WireFault = {},
): Promise<boolean> => {
  const { latencyMs = 0, sliceBytes = Infinity, sliceEveryMs = 0, truncate = 0 } = fault;
  const parts = toBytes(method, answer, truncate);
  const all = fault.raw === undefined ? Buffer.concat([parts.head, parts.body]) : Buffer.from(fault.raw);
  const cut = fault.stall ?? fault.reset ?? fault.close;
  const end = cut === undefined || fault.raw !== undefined ? all.length : offset(parts, cut);

  if (latencyMs > 0) await wait(latencyMs);
  if (sliceBytes < all.length) socket.setNoDelay(true);
  for (let at = 0; at < end && !socket.destroyed; at += sliceBytes) {
    if (at > 0 && sliceEveryMs > 0) await wait(sliceEveryMs);
    await write(socket, all.subarray(at, Math.min(end, at + sliceBytes)));
  }

  if (fault.stall !== undefined) {
    await gone(socket);
    return false;
  }
  if (fault.reset !== undefined) {
    socket.resetAndDestroy();
    return false;
  }
  if (cut !== undefined || truncate > 0 || fault.raw !== undefined) {
    socket.end();
    return false;
  }
  return true;
};
