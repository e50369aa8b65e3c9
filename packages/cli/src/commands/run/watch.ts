import { runCommand } from '../command.js';
import { endOf, warnOf } from '../../wait/follow.js';
import { waitDetails, waitOptions } from '../../wait/options.js';
import { watchRun } from '../../watch/watch.js';
import { waitForRun } from './wait.js';

export const runWatch = runCommand({
  name: 'watch',
  summary: 'Watch a run until it has ended',
  details: [
    'On a terminal, redraws the state, duration and rows of the run, the last lines of its log, and how long earlier runs took. Without a terminal, the same as `wxdi run wait`.',
    ...waitDetails,
  ],
  examples: [['watch the active run', 'wxdi run watch Nightly @active']],
  options: (command) => waitOptions(command),
  run: async (session, flags, find) => {
    const { stdout, env } = session.context;
    const isTable = session.output === 'table' || session.output === 'wide';
    const draws = isTable && session.query === undefined && stdout.isTerminal && env['TERM'] !== 'dumb';
    const target = await find();
    if (!draws) return await waitForRun(session, target, flags);
    const ended = await watchRun(session, target, flags);
    const code = endOf(session, target, flags, ended);
    warnOf(session.say, ended, code);
    return code;
  },
});
