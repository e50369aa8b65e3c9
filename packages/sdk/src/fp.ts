export type { LiveEnv } from './live/env.js';
export { fileJournal } from './platform/platform.js';
export { liveEnv } from './live/env.js';
export { memoryJournal } from './journal/memory-journal.js';
