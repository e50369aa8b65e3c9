import type { Session } from '../../session.js';
import type { RunTarget } from '../../target.js';
import { runCommand } from '../command.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { endOf, followRun } from '../../wait/follow.js';
import { waitDetails, waitOptions, type WaitFlags } from '../../wait/options.js';

export const waitForRun = async (session: Session, target: RunTarget, flags: WaitFlags): Promise<number> => {
  const ended = await followRun(session, target, flags, { logs: false, counts: true });
  // In jsonl the last event is the result.
  if (session.output !== 'jsonl') await printOne(session, runView, ended.run);
  return endOf(session, target, flags, ended);
};

export const runWait = runCommand({
  name: 'wait',
  summary: 'Wait until a run has ended',
  details: ['Prints each change of state on stderr, and the ended run on stdout.', ...waitDetails],
  raw: true,
  examples: [
    ['wait until the newest run has ended', 'wxdi run wait Nightly @latest'],
    ['wait until it is running', 'wxdi run wait Nightly @active --for running --timeout 2m'],
  ],
  options: (command) => waitOptions(command),
  run: async (session, flags, find) => await waitForRun(session, await find(), flags),
});
