import { declare } from '../args/declaration.js';
import { choice, duration, nonEmpty, on, several, text } from '../args/flag.js';
import { byName, job, waitDetails, waitFlagNames, waitFlags } from './shared.js';

export const jobStart = declare({
  path: ['job', 'start'],
  brief: 'Start a run of a job',
  details: [
    'Does not wait unless asked, and prints the run. With --follow, stdout is its log.',
    'A start happens at most once. If its answer is lost, the run is looked for by a key that it carries; exit 9 if it cannot be told whether there is one.',
    ...waitDetails,
  ],
  raw: true,
  changes: true,
  examples: [
    { does: 'start and go on', line: "wxdi job start 'Load customers'" },
    {
      does: 'with a parameter, until it ends, showing the log',
      line: 'wxdi job start Nightly --param region=apac --follow',
    },
    {
      does: 'what it would send, without sending it',
      line: 'wxdi job start Nightly --param-set limits.small --dry-run',
    },
    { does: 'in a script: fail after an hour', line: 'wxdi job start Nightly --wait --timeout 1h -o json' },
  ],
  args: [job],
  flags: {
    name: nonEmpty('N', 'name of the run'),
    description: text('D', 'description of the run'),
    param: several('k=v', 'parameter of this run; k:=json for a typed value'),
    'param-file': several('F', 'parameters from a JSON or YAML file, or lines k=v; --param wins'),
    'param-set': several(
      'PS',
      'parameter set by id, or by name if the job has it; PS.VALUESET with a value set',
    ),
    env: several('K=V', "environment variable; all of the run's take the place of the job's"),
    configuration: nonEmpty('@f', 'configuration of this run, from a JSON or YAML file; - reads stdin'),
    'reset-offset': on('read from the beginning; StreamSets jobs only'),
    'if-active': choice(
      ['start', 'attach', 'fail'],
      'what to do when a run goes on: start one more, attach to that one, or fail (exit 5); default start',
    ),
    key: nonEmpty('K', 'key of this start: the same key again finds its run instead of starting one more'),
    'if-unknown': choice(
      ['stop', 'resend'],
      'when it cannot be told whether a run was started: stop (exit 9), or send once more; default stop',
    ),
    'settle-window': duration('how long a run is looked for after a lost answer; default 60s'),
    wait: on('wait until the run has ended'),
    follow: on('wait, and print the log as it grows'),
    ...waitFlags,
    ...byName,
  },
  needs: waitFlagNames.map((flag) => ({ flag, oneOf: ['wait', 'follow'] as const })),
});
