export { ioTs } from './config.js';
export type { IoTsPlugin } from './types.js';
