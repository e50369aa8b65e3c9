import { runCommand } from '../command.js';
import { startAsAsked, startDetails, startNeeds, startOptions } from '../job/start.js';

export const runRerun = runCommand({
  name: 'rerun',
  summary: 'Start a run like an earlier one',
  details: [
    'Repeats the parameters, parameter sets, environment and configuration of the run, without what the service added to them. Flags replace values by name. The same as `wxdi job start JOB --like RUN`.',
    ...startDetails,
  ],
  raw: true,
  mutates: true,
  examples: [
    ['repeat the newest run and wait for it', 'wxdi run rerun Nightly @latest --wait'],
    ['repeat it with another parameter', 'wxdi run rerun Nightly @latest --param region=emea'],
  ],
  options: startOptions,
  needs: startNeeds,
  run: async (session, flags, find, [, word]) =>
    await startAsAsked(session, flags, word, async () => {
      const target = await find();
      return { target, like: target.run };
    }),
});
