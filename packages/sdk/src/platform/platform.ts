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
export const parseEnv: typeof Node.parseEnv = platform.parseEnv;
