import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';

/** A Prism server in this process, on a loopback port. */
export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

const serve = async (document: string, upstream?: string): Promise<Prism> => {
  const operations = await getHttpOperationsFromSpec(document);
  if (operations.length === 0) throw new Error(`${document} describes no operation`);
  const common = {
    validateRequest: true,
    validateResponse: true,
    checkSecurity: true,
    mock: { dynamic: false },
    upstreamProxy: undefined,
  };
  const server = createServer(operations, {
    components: { logger: createLogger('prism', { level: 'silent' }) },
    config:
      upstream === undefined
        ? { ...common, errors: false, isProxy: false }
        : { ...common, errors: true, isProxy: true, upstream: new URL(upstream) },
    cors: false,
  });
  const url = await server.listen(0, '127.0.0.1');
  return { url, close: () => server.close() };
};

/**
 * Prism as a mock server for an OpenAPI document: it answers a valid request with the first example of the lowest
 * 2xx status, or of the status in `Prefer: code=NNN`, and rejects a request that the document does not allow.
 */
export const startPrismMock = (document: string): Promise<Prism> => serve(document);

/**
 * Prism as a validating proxy: a request that the document does not allow is answered with 422, an answer of the server
 * that it does not allow becomes a 500.
 */
export const startPrismProxy = (document: string, upstream: string): Promise<Prism> =>
  serve(document, upstream);
