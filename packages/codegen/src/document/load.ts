import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where a vendor document comes from. */
export interface Source {
  /** A file, relative to `folder`, or an http(s) address. */
  readonly from: string;
  readonly folder: string;
  /** A bearer token for an address that requires one. */
  readonly token?: string | undefined;
}

const TIME_LIMIT_MS = 60_000;

/** Reads the text of a document. The token is sent only to the given address, and only over https or to localhost. */
export const load = async ({ from, folder, token }: Source): Promise<string> =>
  /^https?:/i.test(from) ? download(new URL(from), token) : readFile(path.resolve(folder, from), 'utf8');

const download = async (url: URL, token: string | undefined): Promise<string> => {
  if (token !== undefined && url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    throw new Error(`refusing to send the token over plain http: ${url.href}`);
  }
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  // fetch drops the header on a redirect to another origin.
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIME_LIMIT_MS) }).catch(
    (error: unknown) => {
      const { cause, message } = error as Error;
      throw new Error(`cannot read ${url.href}: ${cause instanceof Error ? cause.message : message}`, {
        cause: error,
      });
    },
  );
  if (!response.ok)
    throw new Error(`cannot read ${url.href}: HTTP ${response.status} ${response.statusText}`.trimEnd());
  return response.text();
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host.startsWith('127.');
