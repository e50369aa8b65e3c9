import type { FaultRow } from './fault-case.js';
import { auth } from './rows/auth-39-43.js';
import { connecting } from './rows/connection-1-7.js';
import { answering } from './rows/connection-8-15.js';
import { bytes } from './rows/content-16-22.js';
import { values } from './rows/content-23-27.js';
import { keys } from './rows/keys-54.js';
import { local } from './rows/local-51-53.js';
import { log } from './rows/log-55.js';
import { paging } from './rows/paging-44-46.js';
import { start } from './rows/start-49-50.js';
import { throttling } from './rows/status-28-33.js';
import { statuses } from './rows/status-34-38.js';
import { time } from './rows/time-47-48.js';

export type FaultKind =
  'Connection' | 'Content' | 'Status' | 'Auth' | 'Paging' | 'Time' | 'Start' | 'Local' | 'Log';

/** The faults that the library and the command line must survive, by kind. Tests play this table; the report prints it. */
export const faults: Readonly<Record<FaultKind, readonly FaultRow[]>> = {
  Connection: [...connecting, ...answering],
  Content: [...bytes, ...values],
  Status: [...throttling, ...statuses],
  Auth: auth,
  Paging: paging,
  Time: time,
  Start: [...start, ...keys],
  Local: local,
  Log: log,
};
