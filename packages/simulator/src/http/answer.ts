import type { ServerResponse } from 'node:http';
import { textOf } from '../kit/answers.js';
import type { SimResponse } from '../model/wire.js';

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
  const bytes = Buffer.from(textOf(answer.body));
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
  const bytes = Buffer.from(textOf(answer.body));
  head(response, answer, at, bytes.length);
  response.write(bytes.subarray(0, bytes.length >> 1), () => setImmediate(die));
};
