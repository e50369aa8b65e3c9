import type { IncomingMessage } from 'node:http';
import type { SimRequest } from '../model/wire.js';
import { parseJson } from '../model/json.js';

/** Converts an incoming message to a request of the model. The path is not changed. */
export const toRequest = (message: IncomingMessage, body: Buffer): SimRequest => {
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = Object.fromEntries(new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)));
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
  return { method: message.method ?? 'GET', path, query, headers, ...parsed(body, headers['content-type']) };
};

const parsed = (body: Buffer, type = ''): { readonly body: unknown; readonly bodyError?: string } => {
  if (body.length === 0) return { body: undefined };
  const text = body.toString('utf8');
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { body: Object.fromEntries(new URLSearchParams(text)) };
  }
  try {
    return { body: parseJson(text) };
  } catch (error) {
    return { body: undefined, bodyError: error instanceof Error ? error.message : String(error) };
  }
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
