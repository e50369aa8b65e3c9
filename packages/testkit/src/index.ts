export type { Prism } from './prism.js';
export type { VirtualClock } from './virtual-clock.js';
export { startPrismMock, startPrismProxy } from './prism.js';
export { virtualClock } from './virtual-clock.js';
