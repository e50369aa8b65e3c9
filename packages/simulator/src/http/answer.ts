import type { ServerResponse } from 'node:http';
import type { SimResponse } from '../model/wire.js';
import { printJson } from '../model/json.js';

const failure = (status: number, code: string, message: string): SimResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: { errors: [{ code, message }] },
});

export const tooLarge = failure(413, 'too_large', 'The body is too long.');

/** The response to an internal error of the simulator. */
export const crashed = (error: unknown): SimResponse =>
  failure(500, 'simulator_defect', error instanceof Error ? (error.stack ?? error.message) : String(error));

const payload = (body: unknown): Buffer =>
  Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : printJson(body));

/** The Date header uses the clock of the simulator, so that clients compute consistent times. */
const head = (response: ServerResponse, answer: SimResponse, at: number, length: number): void => {
  response.sendDate = false;
  response.writeHead(answer.status, {
    ...answer.headers,
    date: new Date(at).toUTCString(),
    ...(answer.body === undefined ? {} : { 'content-length': String(length) }),
  });
};

export const send = (response: ServerResponse, answer: SimResponse, at: number, last: boolean): void => {
  const bytes = payload(answer.body);
  response.shouldKeepAlive = !last;
  head(response, answer, at, bytes.length);
  response.end(bytes);
};

/** Announces the complete body, sends the first half and closes the connection. Without a body, sends nothing. */
export const breakOff = (
  response: ServerResponse,
  answer: SimResponse,
  at: number,
  die: () => void,
): void => {
  if (answer.body === undefined) return die();
  const bytes = payload(answer.body);
  head(response, answer, at, bytes.length);
  response.write(bytes.subarray(0, bytes.length >> 1), () => setImmediate(die));
};
