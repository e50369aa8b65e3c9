import { runCommand } from '../command.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';

export const runGet = runCommand({
  name: 'get',
  summary: 'Show a run',
  raw: true,
  examples: [
    ['show the newest run', 'wxdi run get Nightly @latest'],
    ['print its state, for a script', 'wxdi run get Nightly @latest -o json | jq -r .state'],
  ],
  run: async (session, _flags, find) => {
    const { client, job, run } = await find();
    await printOne(session, runView, await client.runs.get(job, run, { signal: session.signal }));
  },
});
