import type { Session } from '../session.js';
import { skipped, type Check } from './check.js';
import { askProject, checkProject, checkToken, proofOf } from './access.js';
import { checkClock, checkProxy, checkReach, reach } from './reach.js';
import { checkSettings } from './settings.js';

/** All that can be found out of why something does not work, from here to the project. */
export const diagnose = async (session: Session): Promise<readonly Check[]> => {
  const { connection, checks } = await checkSettings(session);
  if (connection === undefined) return checks;
  const transport = await session.context.openTransport(connection.network);
  try {
    const proxy = checkProxy(session, connection);
    const reached = await reach(session, transport, connection.origin);
    const found = [...checks, proxy, ...checkReach(reached, connection)];
    if ('failure' in reached) return [...found, ...['clock', 'token', 'project'].map(unseen)];
    found.push(checkClock(session, reached.headers));
    const proof = await proofOf(session, connection, transport);
    const token = checkToken(session, proof, connection);
    found.push(token);
    if ('failure' in proof) return [...found, unseen('project')];
    const asked = await askProject(session, connection, transport, proof);
    return [...found, checkProject(session, asked, connection)];
  } finally {
    transport.close();
  }
};

const unseen = (name: string): Check => skipped(name, 'not looked at: what comes before it failed');
