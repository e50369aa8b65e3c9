import type { Run } from '../../args/declaration.js';
import type { runWatch } from '../../declarations/run-watch.js';
import { quoted } from '../../hints.js';
import { outcomeCode } from '../../wait/outcome.js';
import { watchRun } from '../../watch/watch.js';
import { targetOf } from './target.js';
import { run as wait } from './wait.js';

export const run: Run<typeof runWatch.flags> = async (session, flags, args) => {
  const { stdout, env } = session.context;
  const isTable = session.output === 'table' || session.output === 'wide';
  const draws = isTable && session.query === undefined && stdout.isTerminal && env['TERM'] !== 'dumb';
  if (!draws) return await wait(session, flags, args);
  const { client, job, run: id } = await targetOf(session, flags, args);
  const { state } = await watchRun(session, client, job, id, flags);
  session.say.next('its log', `wxdi run logs ${quoted(job)} ${quoted(id)}`);
  client.close();
  return outcomeCode(state, flags, session.exitCodes);
};
