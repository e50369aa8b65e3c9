import type { FailureKind, TransportFailure } from '../transport.js';
import { certificateCodes } from '../node/certificate-codes.js';

/** Error codes that mean "no connection". With any other code the request may have arrived. */
const kinds: ReadonlyMap<string, FailureKind> = new Map([
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['ECONNREFUSED', 'no-connection'],
  ['EHOSTUNREACH', 'no-connection'],
  ['ENETUNREACH', 'no-connection'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no-connection'],
  ['ConnectionRefused', 'no-connection'],
  ['FailedToOpenSocket', 'no-connection'],
]);

/** Node sets the code on the cause, or on the errors of an aggregate (one per address); Bun on the error itself. */
const codesOf = (error: unknown): readonly string[] => {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].flatMap(codesOf);
  return typeof code === 'string' ? [code, ...inner] : inner;
};

/** The failure for an error of `fetch`. */
export const ofFetchError = (error: unknown, host: string): TransportFailure => {
  const codes = codesOf(error);
  const fail = (failure: FailureKind, message: string): TransportFailure => ({
    failure,
    message,
    cause: error,
  });
  for (const code of codes) {
    const kind = kinds.get(code);
    if (kind === 'name-not-found') return fail(kind, `the name of ${host} was not found (${code})`);
    if (kind !== undefined) return fail(kind, `no connection to ${host} (${code})`);
    const reason = certificateCodes.get(code);
    if (reason !== undefined)
      return fail('certificate', `the certificate of ${host} was not accepted: ${reason} (${code})`);
  }
  return fail('lost', `no answer from ${host} (${codes[0] ?? 'the runtime reports no reason'})`);
};
