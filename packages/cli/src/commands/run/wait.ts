import type { Session } from '../../session.js';
import { JOB, jobCommand, RUN } from '../command.js';
import { checkOne, printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { endOf, followRun } from '../../wait/follow.js';
import { runIdOf, withRun, type RunTarget } from '../../target.js';
import { waitForSeveral } from '../../wait/several.js';
import { waitDetails, waitOptions, type WaitFlags } from '../../wait/options.js';

export const waitForRun = async (session: Session, target: RunTarget, flags: WaitFlags): Promise<number> => {
  const ended = await followRun(session, target, flags, { logs: false, counts: true });
  // In jsonl the last event is the result.
  if (session.output !== 'jsonl') await printOne(session, runView, ended.run);
  return endOf(session, target, flags, ended);
};

export const runWait = jobCommand({
  name: 'wait',
  summary: 'Wait until runs have ended',
  details: [
    'Prints each change of state on stderr, and the ended run on stdout; of several, a list when all have ended. The exit code is then that of the worst end.',
    ...waitDetails,
  ],
  raw: true,
  examples: [
    ['wait until the newest run has ended', 'wxdi run wait Nightly @latest'],
    ['wait until two runs have ended', 'wxdi run wait Nightly 7f3a9c21 7f3a9c84'],
    ['wait until it is running', 'wxdi run wait Nightly @active --for running --timeout 2m'],
  ],
  args: [JOB, { ...RUN, many: true }],
  options: (command) => waitOptions(command),
  run: async (session, flags, find, [, ...words]) => {
    checkOne(session, words.length);
    const target = await find();
    const runs = new Set<string>();
    for (const word of words) runs.add(await runIdOf(session, target, word));
    const [run = '', ...others] = runs;
    return others.length === 0
      ? await waitForRun(session, withRun(target, run), flags)
      : await waitForSeveral(session, target, [...runs], flags);
  },
});
