import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest, Replay } from '@wxdi/sdk';

export interface ReplayServer {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Headers of a recorded answer that are not those of this one. */
const ownHeaders = /^(?:connection|keep-alive|content-length|content-encoding|transfer-encoding)$/;

/** Serves a recording on 127.0.0.1. */
export const serveReplay = async ({ send }: Replay, port = 0): Promise<ReplayServer> => {
  const { createServer } = await import('node:http');
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const outcome = await send(await requestOf(message));
    if (!('failure' in outcome)) {
      const headers = Object.entries(outcome.headers).filter(([name]) => !ownHeaders.test(name));
      response.writeHead(outcome.status, Object.fromEntries(headers)).end(outcome.body);
      return;
    }
    const { failure, message: why, status } = outcome;
    if (failure === 'invalid-request') return refuse(response, why);
    if (status === undefined) return void response.destroy();
    // Only the body was lost.
    response.writeHead(status, { 'content-length': '1' });
    response.flushHeaders();
    setImmediate(() => response.destroy());
  };
  const server = createServer((message, response) => {
    void answer(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const listening = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** 501 is not sent again. */
const refuse = (response: ServerResponse, message: string): void => {
  const body = JSON.stringify({ errors: [{ code: 'not_recorded', message }] });
  response.writeHead(501, { 'content-type': 'application/json' }).end(body);
};

const requestOf = async (message: IncomingMessage): Promise<HttpRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const { method = 'GET', url: target = '/' } = message;
  const url = new URL(target, 'http://127.0.0.1');
  const isRead =
    method === 'GET' || url.pathname.endsWith('/search') || url.pathname.endsWith('/refresh_state');
  const body = Buffer.concat(chunks).toString('utf8');
  return {
    method,
    effect: isRead ? 'read' : 'write',
    url,
    headers: {},
    body: body === '' ? undefined : body,
  };
};
