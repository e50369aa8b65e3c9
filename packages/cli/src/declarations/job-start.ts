import { declare } from '../args/declaration.js';
import { nonEmpty, on, several, text } from '../args/flag.js';
import { byName, job, waitDetails, waitFlagNames, waitFlags } from './shared.js';

export const jobStart = declare({
  path: ['job', 'start'],
  brief: 'Start a run of a job',
  details: [
    'Does not wait unless asked, and prints the run. With --follow, stdout is its log.',
    ...waitDetails,
  ],
  examples: [
    { does: 'start and go on', line: "wxdi job start 'Load customers'" },
    {
      does: 'with a parameter, until it ends, showing the log',
      line: 'wxdi job start Nightly --param region=apac --follow',
    },
    { does: 'in a script: fail after an hour', line: 'wxdi job start Nightly --wait --timeout 1h -o json' },
  ],
  args: [job],
  flags: {
    name: nonEmpty('N', 'name of the run'),
    description: text('D', 'description of the run'),
    param: several('k=v', 'parameter of this run; k:=json for a typed value'),
    env: several('K=V', "environment variable; all of the run's take the place of the job's"),
    configuration: nonEmpty('@f', 'configuration of this run, from a JSON or YAML file; - reads stdin'),
    wait: on('wait until the run has ended'),
    follow: on('wait, and print the log as it grows'),
    ...waitFlags,
    ...byName,
  },
  needs: waitFlagNames.map((flag) => ({ flag, oneOf: ['wait', 'follow'] as const })),
  later: ['param-file', 'param-set', 'reset-offset', 'key', 'if-unknown', 'settle-window', 'if-active'],
});
