import type { Run } from '../../args/declaration.js';
import type { runWait } from '../../declarations/run-wait.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { followRun } from '../../wait/follow.js';
import { sayWhy } from '../../wait/ending.js';
import { outcomeCode } from '../../wait/outcome.js';
import { targetOf } from './target.js';

export const run: Run<typeof runWait.flags> = async (session, flags, args) => {
  const { client, job, run: id, word, words } = await targetOf(session, flags, args);
  const ended = await followRun(session, client, { job, run: id, word, logs: false, counts: true }, flags);
  if (session.output !== 'jsonl') await printOne(session, runView, ended);
  sayWhy(session, ended, words);
  client.close();
  return outcomeCode(ended.state, flags, session.exitCodes);
};
