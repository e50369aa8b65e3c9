import type { PoolConfig } from 'pg';

/** A database, as messages name it: without its user and password. */
export interface Database {
  readonly name: string;
  readonly pool: PoolConfig;
}

const form = 'postgres://USER:PASSWORD@HOST:5432/DATABASE';

/** Hosts to which a password may go without TLS. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\]|)$/;

const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'];

/**
 * The database of a URL. Throws if the URL is not one; the message never has its password. TLS with a checked certificate
 * is the default, but for loopback and sockets.
 */
export const databaseOf = (text: string): Database => {
  const url = parsed(text);
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol))
    throw new Error(`the URL of the journal must have the form ${form}`);
  const name = `PostgreSQL at ${url.host === '' ? 'a local socket' : url.host}${url.pathname}`;
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && !sslModes.includes(mode))
    throw new Error(`${name}: sslmode must be one of ${sslModes.join(', ')}, not "${mode}"`);
  const isLocal = loopback.test(url.hostname);
  // All modes with TLS check the certificate and the name of the host.
  if (mode !== 'disable' && !(mode === null && isLocal)) url.searchParams.set('sslmode', 'verify-full');
  return {
    name,
    pool: {
      connectionString: url.href,
      max: 2,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
      keepAlive: true,
      // A program ends although its connections are idle.
      allowExitOnIdle: true,
      application_name: 'wxdi',
    },
  };
};

const parsed = (text: string): URL | undefined => {
  try {
    return new URL(text.trim());
  } catch {
    return undefined;
  }
};
