export type { Prism } from './prism.js';
export type { RawConnection, RawRequest, RawServer, RawServerOptions } from './raw-server.js';
export type { VirtualClock } from './virtual-clock.js';
export { startPrismMock, startPrismProxy } from './prism.js';
export { startRawServer } from './raw-server.js';
export { virtualClock } from './virtual-clock.js';
