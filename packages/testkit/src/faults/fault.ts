import type { RawRequest } from '../raw-server.js';

/** An answer of an upstream, or a scripted one. */
export interface FaultAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A place in the bytes of an answer: before the first, in the midst of the head, after it, in the midst of the body. */
export type Cut = 'start' | 'head' | 'body-start' | 'body' | 'end';

/** What goes wrong with the bytes of an answer, whoever wrote it. */
export interface WireFault {
  /** Wait before the first byte, in milliseconds. */
  readonly latencyMs?: number;
  /** Sends so many bytes at a time. */
  readonly sliceBytes?: number;
  /** Wait between two slices, in milliseconds. */
  readonly sliceEveryMs?: number;
  /** Sends no more from here on and keeps the connection open, until the peer leaves or the server closes. */
  readonly stall?: Cut;
  /** Ends the connection here with a TCP reset. */
  readonly reset?: Cut;
  /** Ends the connection here as if all were said. */
  readonly close?: Cut;
  /** Announces a body longer by so many bytes than what is sent, then closes. */
  readonly truncate?: number;
  /** Sends these bytes instead of an HTTP answer. */
  readonly raw?: string | Uint8Array;
}

/** One scripted fault: which calls it meets, and what it does to them. */
export interface Fault {
  /** Default: any. */
  readonly method?: string;
  /** Path without the query: `/v2/jobs/:id/runs`, a `:part` is any one segment; default: any. */
  readonly route?: string;
  /** The n-th call of this method and route, from 1; or each one. Default: 1. */
  readonly call?: number | 'every';
  /** Whether the upstream sees the request before the fault acts; its answer is lost to a scripted one. Default: no. */
  readonly processed?: boolean;
  /** Wait before anything else happens, in milliseconds. */
  readonly delayMs?: number;
  /** What is answered instead of the upstream's answer. With only `wire`, the upstream's answer suffers it. */
  readonly answer?: FaultAnswer;
  readonly wire?: WireFault;
}

/** A fault with its count of the calls that its method and route met. */
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

/** The first fault that this call meets. Every fault of its method and route counts the call. */
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

/** A fault in words, for the one who forgot it. */
export const nameOf = ({ fault, seen }: Scripted): string => {
  const { method = 'any method', route = 'any route', call = 1, answer, wire } = fault;
  const what = [answer?.status, wire === undefined ? undefined : Object.keys(wire).join(' and ')];
  const acts = what.filter((part) => part !== undefined).join(', ') || 'nothing';
  return `${method} ${route}, call ${call} (${acts}): ${seen} such calls came`;
};
