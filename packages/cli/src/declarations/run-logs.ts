import { declare } from '../args/declaration.js';
import { choice, integer, nonEmpty, on } from '../args/flag.js';
import { byName, job, run } from './shared.js';

export const runLogs = declare({
  path: ['run', 'logs'],
  brief: 'Print the log of a run',
  details: ['Lines are printed as the engine wrote them. The log of a streaming run may not be kept.'],
  examples: [
    { does: 'as it grows', line: 'wxdi run logs Nightly @active -f' },
    { does: 'what went wrong', line: 'wxdi run logs Nightly @latest --level error' },
  ],
  args: [job, run],
  flags: {
    follow: on('go on until the run has ended', { short: 'f' }),
    tail: integer('N', 'only the last so many entries of what is there', 0),
    level: choice(['info', 'warning', 'error', 'fatal'], 'only entries as severe as this'),
    tee: nonEmpty('FILE', 'write the lines to this file as well; what was in it is replaced'),
    ...byName,
  },
});
