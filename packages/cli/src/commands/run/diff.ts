import { FROM, RUN, JOB, runCommand } from '../command.js';
import { hinting } from '../../errors.js';
import { incomplete } from '../../output/incomplete.js';
import { checkReport, printReport } from '../../output/print.js';
import { comparedDetails, comparedJson } from '../../render/run-diff.js';
import { runIdOf } from '../../target.js';

export const runDiff = runCommand({
  name: 'diff',
  args: [JOB, RUN, { ...RUN, optional: true }],
  summary: 'Show what differs between two runs',
  details: [
    'With two runs, prints what changed from the first to the second. With one, prints what changed from the last run that completed before it: parameters, parameter sets, environment, configuration, duration, rows of each link and stage, and message ids that only one of the logs has. Values that are secrets are printed as ***. Prints text, also without a terminal.',
    'Exit code: 0 if everything could be compared, whether the runs differ or not. If a log could not be read, the rest is printed, and the exit code is 6 or 7.',
  ],
  examples: [
    ['show what differs from the last good run', 'wxdi run diff Nightly @latest'],
    ['print the parameters that differ', "wxdi run diff Nightly @latest --query 'parameters[].name'"],
  ],
  options: (command) => command.option(...FROM),
  run: async (session, _flags, find, [, , second]) => {
    checkReport(session);
    const target = await find();
    const { client, job, run, words, word } = target;
    const [after, from] = second === undefined ? [run] : [await runIdOf(session, target, second), run];
    const comparing = client.runs.diff(job, after, { from, signal: session.signal });
    const compared = await hinting(comparing, { NotFound: `wxdi run list ${word}` });
    await printReport(session, comparedJson(compared), comparedDetails(compared, session.style));
    const { messages } = compared.diff;
    const failure = messages._tag === 'NotCompared' ? (messages.after ?? messages.before) : undefined;
    if (failure !== undefined)
      throw incomplete('the logs cannot be compared', failure, `wxdi run logs ${words}`);
  },
});
