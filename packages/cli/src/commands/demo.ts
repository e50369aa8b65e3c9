import { command } from './command.js';
import { playDemo } from '../demo/demo.js';
import { UsageError } from '../errors.js';

export const demo = command({
  name: 'demo',
  summary: 'Run the life cycle of a job against an embedded simulator',
  details: [
    'Needs no account and no network. Checks the result of each step; the exit code is 0 only if all checks passed.',
  ],
  offline: true,
  examples: [['run the demo, about ten seconds', 'wxdi demo']],
  run: async (session) => {
    const { output } = session.globals;
    if (output !== undefined && output !== 'table')
      throw new UsageError(`\`wxdi demo\` prints text only, not -o ${output}`, 'wxdi demo');
    return await playDemo(session);
  },
});
