import type { Run } from '../../args/declaration.js';
import type { runWatch } from '../../declarations/run-watch.js';
import { sayLog } from '../../wait/ending.js';
import { outcomeCode } from '../../wait/outcome.js';
import { watchRun } from '../../watch/watch.js';
import { targetOf } from './target.js';
import { run as wait } from './wait.js';

export const run: Run<typeof runWatch.flags> = async (session, flags, args) => {
  const { stdout, env } = session.context;
  const isTable = session.output === 'table' || session.output === 'wide';
  const draws = isTable && session.query === undefined && stdout.isTerminal && env['TERM'] !== 'dumb';
  if (!draws) return await wait(session, flags, args);
  const { client, job, run: id, word, words } = await targetOf(session, flags, args);
  const ended = await watchRun(session, client, { job, run: id, word }, flags);
  sayLog(session, ended, words);
  client.close();
  return outcomeCode(ended.state, flags, session.exitCodes);
};
