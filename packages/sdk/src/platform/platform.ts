import type * as Node from './node.js';
import * as platform from '#platform';

// `imports` in package.json resolves #platform to node.ts in Node, Bun and Deno, and to other.ts in browsers and workers.
/**
 * A transport of `node:http` and `node:https`, with keep-alive connections. Idle connections do not keep the process
 * alive, so `close` is optional. Throws a `WxdiError` of kind `InvalidInput` for invalid options, and in browsers and
 * workers.
 */
export const createNodeTransport: typeof Node.createNodeTransport = platform.createNodeTransport;
export const archiveFolder: typeof Node.archiveFolder = platform.archiveFolder;
export const defaultNetwork: typeof Node.defaultNetwork = platform.defaultNetwork;
/**
 * A persistent journal in a folder, with one file per step of a key: an interrupted start is found again by its key,
 * for 90 days after its last use. The folder is created if missing, for the owner only (0700), and so are its files
 * (0600). A folder that others may write to, or that is a symbolic link, is refused. Several processes may share it. Throws a `WxdiError` of kind `InvalidInput` in browsers and workers.
 */
export const fileJournal: typeof Node.fileJournal = platform.fileJournal;
/**
 * A transport that records each request and its answer in a file in the format HAR 1.2, mode 0600. Credentials, cookies,
 * values of environment variables, and of what is named like a secret are removed before anything is written. The file
 * is complete at any time, also if the process is killed. If it cannot be written, requests are not affected. Throws a
 * `WxdiError` of kind `InvalidInput` in browsers and workers.
 *
 * @example
 * const recording = recordTransport('failure.har');
 * const client = createClient({ ...options, transport: recording.send });
 * await client.jobs.start(id).finally(recording.close);
 */
export const recordTransport: typeof Node.recordTransport = platform.recordTransport;
/**
 * Answers requests from a file that `recordTransport` or `wxdi --record` has written, in order, by method, path and body.
 * Keys of starts and times may differ. A read that is repeated more often has its last answer; any other request that was
 * not recorded is refused, with the nearest recorded one in the message. Throws a `WxdiError` of kind `InvalidInput` if
 * the file is no recording, and in browsers and workers.
 *
 * @example
 * const client = createClient({ ...options, transport: replayTransport('failure.har').send });
 */
export const replayTransport: typeof Node.replayTransport = platform.replayTransport;
export const parseEnv: typeof Node.parseEnv = platform.parseEnv;
