export type { LiveEnv } from './live/env.js';
export { liveEnv } from './live/env.js';
