import type { IncomingMessage } from 'node:http';
import type { SimRequest } from '../model/wire.js';
import { parsedBody, parsedTarget } from './parse.js';

/** Converts an incoming message to a request of the model. */
export const toRequest = (message: IncomingMessage, body: Buffer): SimRequest => {
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: message.method ?? 'GET',
    ...parsedTarget(message.url ?? '/'),
    headers,
    ...parsedBody(body.toString('utf8'), headers['content-type']),
  };
};

/** The body, or `undefined` if it exceeds the limit. */
export const readBody = async (message: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};
