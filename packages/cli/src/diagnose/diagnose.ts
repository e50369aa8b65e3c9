import type { Session } from '../session.js';
import { checkAccess } from './access.js';
import { skipped, type Check } from './check.js';
import { checkClock, checkConnection, checkProxy, contact } from './connection.js';
import { checkSettings } from './settings.js';

/** Checks everything between the settings and the project, in order. */
export const diagnose = async (session: Session): Promise<readonly Check[]> => {
  const { connection, checks } = await checkSettings(session);
  if (connection === undefined) return checks;
  const transport = await session.context.openTransport(connection.network);
  try {
    const outcome = await contact(session, transport, connection.origin);
    const reached = [...checks, checkProxy(session, connection), ...checkConnection(outcome, connection)];
    if ('failure' in outcome) return [...reached, ...['clock', 'token', 'project'].map(notChecked)];
    const { token, project } = await checkAccess(session, connection, transport);
    return [...reached, checkClock(session, outcome.headers), token, project ?? notChecked('project')];
  } finally {
    transport.close();
  }
};

const notChecked = (name: string): Check => skipped(name, 'not checked: an earlier check failed');
