import type { RawRequest } from './raw-server.js';

/** An answer of an upstream, or a scripted one. */
export interface FaultAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A position in an answer: before the first byte, mid-head, after the head, mid-body, or after the last byte. */
export type Cut = 'start' | 'head' | 'body-start' | 'body' | 'end';

/** What goes wrong with the bytes of an answer, scripted or not. */
export interface WireFault {
  /** Wait before the first byte, in milliseconds. */
  readonly latencyMs?: number;
  /** Sends this many bytes at a time. */
  readonly sliceBytes?: number;
  /** Wait between two slices, in milliseconds. */
  readonly sliceEveryMs?: number;
  /** Stops sending here and keeps the connection open, until the peer or the server closes it. */
  readonly stall?: Cut;
  /** Resets the connection here (TCP RST). */
  readonly reset?: Cut;
  /** Closes the connection here (TCP FIN), as after a complete answer. */
  readonly close?: Cut;
  /** Announces a body that is this many bytes longer than what is sent, then closes. */
  readonly truncate?: number;
  /** Sends these bytes instead of an HTTP answer. */
  readonly raw?: string | Uint8Array;
}

/** One scripted fault: which requests it meets, and what happens to them. */
export interface Fault {
  /** Default: any. */
  readonly method?: string;
  /** Path without the query: `/v2/jobs/:id/runs`, where `:id` matches any one segment; default: any. */
  readonly route?: string;
  /** The n-th request of this method and route, starting at 1, or every one. Default: 1. */
  readonly call?: number | 'every';
  /** Whether the upstream handles the request before the fault acts. A scripted answer replaces its answer. Default: no. */
  readonly processed?: boolean;
  /** Wait before anything else happens, in milliseconds. */
  readonly delayMs?: number;
  /** Replaces the upstream's answer. With `wire` only, the fault applies to the upstream's answer. */
  readonly answer?: FaultAnswer;
  readonly wire?: WireFault;
}

/** A fault, how many requests matched its method and route, and how many it met. */
export interface Scripted {
  readonly fault: Fault;
  readonly matches: (request: RawRequest) => boolean;
  seen: number;
  used: number;
}

const pathOf = (target: string): string => target.split('?')[0] as string;

const routeMatches = (route: string, path: string): boolean => {
  const wanted = route.split('/');
  const found = path.split('/');
  return (
    wanted.length === found.length && wanted.every((part, i) => part.startsWith(':') || part === found[i])
  );
};

export const scripted = (fault: Fault): Scripted => ({
  fault,
  matches: ({ method, target }) =>
    (fault.method === undefined || fault.method === method) &&
    (fault.route === undefined || routeMatches(fault.route, pathOf(target))),
  seen: 0,
  used: 0,
});

/** The first fault that this request meets. Every fault with its method and route counts the request. */
export const meet = (script: readonly Scripted[], request: RawRequest): Fault | undefined => {
  let met: Scripted | undefined;
  for (const entry of script) {
    if (!entry.matches(request)) continue;
    entry.seen += 1;
    const { call = 1 } = entry.fault;
    if (call === 'every' || call === entry.seen) met ??= entry;
  }
  if (met !== undefined) met.used += 1;
  return met?.fault;
};

/** Describes a fault in an error message. */
export const nameOf = ({ fault, seen }: Scripted): string => {
  const { method = 'any method', route = 'any route', call = 1, answer, wire } = fault;
  const what = [answer?.status, wire === undefined ? undefined : Object.keys(wire).join(' and ')];
  const acts = what.filter((part) => part !== undefined).join(', ') || 'nothing';
  return `${method} ${route}, call ${call} (${acts}): ${seen} such requests`;
};
