export { ioTs } from './config.js';
