export { startFaultServer } from './network/fault-server.js';
export type { FaultServer, FaultServerOptions, LedgerEntry, Upstream } from './network/fault-server.js';
export type { Cut, Fault, FaultAnswer, WireFault } from './network/fault.js';
export { forwardTo } from './network/forward.js';
export { startRawServer } from './network/raw-server.js';
export type { RawConnection, RawRequest, RawServer, RawServerOptions } from './network/raw-server.js';
