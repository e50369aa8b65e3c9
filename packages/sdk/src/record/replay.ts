import type { HttpRequest, Transport, TransportOutcome } from '../http/transport.js';
import { parseJson } from '@wxdi/core';
import { wrongOption } from '../option-error.js';
import type { HarEntry } from './har.js';
import { entriesOf } from './har.js';
import { askedBy, askedIn, nearestTo, type Asked } from './match.js';

/** A recording that answers requests. */
export interface Replay {
  /** Answers from the recording; a request that was not recorded is a failure that names the nearest recorded one. */
  readonly send: Transport;
  /** The recorded requests, in order. */
  readonly recorded: readonly RecordedRequest[];
  /** Recorded requests that were not asked for so far. */
  readonly unused: () => readonly RecordedRequest[];
}

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
}

/** The answers to requests that are alike, in order. */
interface Queue {
  readonly asked: Asked;
  readonly entries: readonly HarEntry[];
  next: number;
}

/** Answers from the text of a recording. `name` is for errors. */
export const replayOf = (text: string, name: string): Replay => {
  const entries = readEntries(text, name);
  const queues = new Map<string, Queue>();
  for (const entry of entries) {
    const asked = askedIn(entry);
    const id = idOf(asked);
    const queue = queues.get(id) ?? { asked, entries: [], next: 0 };
    queues.set(id, { ...queue, entries: [...queue.entries, entry] });
  }
  const used = new Set<HarEntry>();
  /** The keys of starts: as they were recorded, and as they are now. */
  const keys = new Map<string, string>();

  const take = (request: HttpRequest): TransportOutcome => {
    const asked = askedBy(request.method, request.url, request.body);
    const queue = queues.get(idOf(asked));
    if (queue === undefined) return notRecorded(asked, [...queues.values()]);
    // A read that is repeated more often than it was recorded has its last answer: polls depend on time.
    const last = request.effect === 'read' ? queue.entries.at(-1) : undefined;
    const entry = queue.entries[queue.next] ?? last;
    if (entry === undefined) return usedUp(asked, queue.entries.length);
    queue.next += 1;
    used.add(entry);
    queue.asked.keys.forEach((key, i) => keys.set(key, asked.keys[i] ?? key));
    return outcomeOf(entry, keys);
  };
  const requestOf = ({ request: { method, url } }: HarEntry): RecordedRequest => ({ method, url });
  return {
    send: async (request) =>
      request.signal?.aborted === true
        ? { failure: 'aborted', message: 'the request was aborted', unsent: true }
        : take(request),
    recorded: entries.map(requestOf),
    unused: () => entries.filter((entry) => !used.has(entry)).map(requestOf),
  };
};

const idOf = ({ method, rest }: Asked): string => `${method} ${rest}`;

const readEntries = (text: string, name: string): readonly HarEntry[] => {
  const refuse = (received: string): Error =>
    wrongOption(name, 'a recording in the format HAR 1.2', received);
  let document: unknown;
  try {
    document = parseJson(text);
  } catch {
    throw refuse('a text that is not JSON');
  }
  const entries = entriesOf(document);
  if (entries === undefined) throw refuse('another document');
  return entries;
};

const failed = (message: string): TransportOutcome => ({ failure: 'invalid-request', message });

const notRecorded = (asked: Asked, queues: readonly Queue[]): TransportOutcome => {
  const nearest = nearestTo(
    asked,
    queues.map((queue) => queue.asked),
  );
  const what = `${asked.method} ${asked.path} is not in the recording`;
  if (nearest === undefined) return failed(`${what}, which is empty`);
  const differs =
    nearest.path === asked.path && nearest.method === asked.method ? ', with another query or body' : '';
  return failed(`${what}; the nearest recorded request is ${nearest.method} ${nearest.path}${differs}`);
};

const usedUp = ({ method, path }: Asked, times: number): TransportOutcome =>
  failed(`${method} ${path} was recorded ${times === 1 ? 'once' : `${times} times`}, and is sent once more`);

const outcomeOf = ({ response }: HarEntry, keys: ReadonlyMap<string, string>): TransportOutcome => {
  const { status, headers = [], content, _failure } = response;
  if (_failure !== undefined) {
    return {
      failure: _failure.kind,
      message: _failure.message,
      ...(status > 0 && { status }),
    };
  }
  return {
    status,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value])),
    body: withKeys(content.text ?? '', keys),
  };
};

const withKeys = (body: string, keys: ReadonlyMap<string, string>): string => {
  let text = body;
  for (const [recorded, current] of keys)
    if (recorded !== current) text = text.replaceAll(`[wxdi:${recorded}`, `[wxdi:${current}`);
  return text;
};
