import type * as Node from './node.js';
import * as platform from '#platform';

// `imports` in package.json resolves #platform to node.ts in Node, Bun and Deno, and to other.ts in browsers and workers.
export const createNodeTransport: typeof Node.createNodeTransport = platform.createNodeTransport;
export const defaultNetwork: typeof Node.defaultNetwork = platform.defaultNetwork;
export const fileJournal: typeof Node.fileJournal = platform.fileJournal;
export const parseEnv: typeof Node.parseEnv = platform.parseEnv;
