import { command, JOB, RUN } from '../command.js';
import { hinting } from '../../errors.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { byName, runTarget } from '../../target.js';

export const runGet = command({
  name: 'get',
  summary: 'Show a run',
  raw: true,
  examples: [
    ['show the newest run', 'wxdi run get Nightly @latest'],
    ['print its state, for a script', 'wxdi run get Nightly @latest -o json | jq -r .state'],
  ],
  args: [JOB, RUN],
  options: byName,
  run: async (session, flags, args) => {
    const { client, job, run, word } = await runTarget(session, flags, args);
    const found = await hinting(client.runs.get(job, run, { signal: session.signal }), {
      NotFound: `wxdi run list ${word}`,
    });
    await printOne(session, runView, found);
  },
});
