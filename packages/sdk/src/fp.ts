export type { LiveEnv } from './live/env.js';
export { fileJournal } from './journal/file-journal.js';
export { liveEnv } from './live/env.js';
export { memoryJournal } from './journal/memory-journal.js';
