export { fpTs } from './config.js';
export type { FpTsPlugin } from './types.js';
