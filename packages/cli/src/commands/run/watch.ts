import { command, JOB, RUN } from '../command.js';
import { byName, runTarget } from '../../target.js';
import { waitDetails, waitOptions } from '../../wait/options.js';
import { outcomeCode } from '../../exit-code.js';
import { sayLog } from '../../wait/after.js';
import { watchRun } from '../../watch/watch.js';
import { waitForRun } from './wait.js';

export const runWatch = command({
  name: 'watch',
  summary: 'Watch a run until it has ended',
  details: [
    'On a terminal, redraws the state, duration and rows of the run, the last lines of its log, and how long earlier runs took. Without a terminal, the same as `wxdi run wait`.',
    ...waitDetails,
  ],
  examples: [['watch the active run', 'wxdi run watch Nightly @active']],
  args: [JOB, RUN],
  options: (command) => waitOptions(byName(command)),
  run: async (session, flags, args) => {
    const { stdout, env } = session.context;
    const isTable = session.output === 'table' || session.output === 'wide';
    const draws = isTable && session.query === undefined && stdout.isTerminal && env['TERM'] !== 'dumb';
    if (!draws) return await waitForRun(session, flags, args);
    const target = await runTarget(session, flags, args);
    const ended = await watchRun(session, target, flags);
    sayLog(session, ended, target.words);
    return outcomeCode(ended.state, flags, session.exitCodes);
  },
});
