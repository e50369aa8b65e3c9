import type { FaultRow } from './fault-case.js';
import { auth } from './auth.js';
import { connection } from './connection.js';
import { content } from './content.js';
import { local } from './local.js';
import { paging } from './paging.js';
import { start } from './start.js';
import { statuses } from './status.js';
import { time } from './time.js';

/** The faults that library and command line must survive, by kind: one table, which tests play and the report tells. */
export const faults: Readonly<Record<FaultKind, readonly FaultRow[]>> = {
  Connection: connection,
  Content: content,
  Status: statuses,
  Auth: auth,
  Paging: paging,
  Time: time,
  Start: start,
  Local: local,
};

export type FaultKind = 'Connection' | 'Content' | 'Status' | 'Auth' | 'Paging' | 'Time' | 'Start' | 'Local';
