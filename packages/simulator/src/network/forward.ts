import type { RawRequest } from './raw-server.js';
import type { FaultAnswer } from './fault.js';
import type { Upstream } from './fault-server.js';
import http from 'node:http';

/** Headers that apply to one connection only (hop-by-hop). */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

const endToEnd = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !hopByHop.has(name))
      .map(([name, value]) => [name, String(value)]),
  );

/** An upstream that forwards each request to the server at `url`, on a connection of its own. */
export const forwardTo =
  (url: string): Upstream =>
  ({ method, target, headers, body }: RawRequest) =>
    new Promise<FaultAnswer>((resolve, reject) => {
      const { host } = new URL(url);
      const options = { method, headers: { ...endToEnd(headers), host }, agent: false } as const;
      const request = http.request(new URL(target, url), options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const all = Buffer.concat(chunks);
          resolve({ status: answer.statusCode ?? 0, headers: endToEnd(answer.headers), body: all });
        });
        answer.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
