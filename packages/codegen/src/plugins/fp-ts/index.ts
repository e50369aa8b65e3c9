export { fpTs } from './config.js';
