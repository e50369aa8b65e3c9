import { command, JOB, RUN, type CommandDefinition } from '../command.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { byName, runTarget, type ByName } from '../../target.js';
import { followRun, reporter } from '../../wait/follow.js';
import { waitDetails, waitOptions, type WaitFlags } from '../../wait/options.js';
import { outcomeCode } from '../../exit-code.js';
import { sayWhy } from '../../wait/after.js';

export const waitForRun: CommandDefinition<WaitFlags & ByName>['run'] = async (session, flags, args) => {
  const target = await runTarget(session, flags, args);
  const report = reporter(session, flags);
  const ended = await followRun(session, target, flags, { logs: false, counts: true, report });
  if (session.output !== 'jsonl') await printOne(session, runView, ended);
  sayWhy(session, ended, target.words);
  return outcomeCode(ended.state, flags, session.exitCodes);
};

export const runWait = command({
  name: 'wait',
  summary: 'Wait until a run has ended',
  details: ['Prints each change of state on stderr, and the ended run on stdout.', ...waitDetails],
  raw: true,
  examples: [
    ['wait until the newest run has ended', 'wxdi run wait Nightly @latest'],
    [
      'wait at most two minutes until it is running',
      'wxdi run wait Nightly @active --for running --timeout 2m',
    ],
  ],
  args: [JOB, RUN],
  options: (command) => waitOptions(byName(command)),
  run: waitForRun,
});
