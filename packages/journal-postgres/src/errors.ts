/** Codes of Node and of PostgreSQL that mean: the connection is gone, or the server is not up. */
const lost = /^(E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)|08|57P0[1-3])/;

const codeOf = (cause: unknown): string => {
  const code = (cause as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** Whether the work may succeed over another connection. */
export const isConnectionLoss = (cause: unknown): boolean => {
  if (cause instanceof AggregateError) return cause.errors.some(isConnectionLoss);
  // The errors of pg for a connection that ended have no code.
  return (
    lost.test(codeOf(cause)) ||
    /connection terminated|client has encountered a connection error/i.test(String(cause))
  );
};

/** What happened. An error about several addresses has no message of its own. */
export const messageOf = (cause: unknown): string => {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : String(first);
};
