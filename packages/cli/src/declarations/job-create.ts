import { declare } from '../args/declaration.js';
import { integer, nonEmpty, several, text, wordsOf } from '../args/flag.js';

export const jobCreate = declare({
  path: ['job', 'create'],
  brief: 'Create a job',
  details: ['Prints the job as the service made it.'],
  raw: true,
  changes: true,
  examples: [
    {
      does: 'a job for a flow, with a parameter',
      line: "wxdi job create --name 'Load customers' --asset 5f2c… --param region=emea",
    },
    {
      does: 'every morning at six, keeping the newest 20 runs',
      line: "wxdi job create --name Nightly --asset 5f2c… --schedule '0 6 * * *' --retention-runs 20",
    },
    { does: 'from a file', line: 'wxdi job create -f job.yaml --name Copy' },
  ],
  args: [],
  flags: {
    file: {
      ...nonEmpty(
        'job.yaml',
        'the job, from a JSON or YAML file such as `job get -o yaml` prints; flags win',
      ),
      short: 'f',
    },
    name: nonEmpty('N', 'name of the job; required'),
    asset: nonEmpty('ID', 'the asset that it runs; this or --type is required'),
    type: nonEmpty('T', 'type of a job that has no asset'),
    description: text('D', 'description'),
    param: several('k=v', 'parameter; k:=json for a typed value, set.k=v in a parameter set'),
    'param-set': several('PS', 'parameter set by id, PS.VALUESET with a value set'),
    env: several('K=V', 'environment variable'),
    configuration: nonEmpty('@f', 'configuration from a JSON or YAML file; - reads stdin'),
    schedule: nonEmpty('CRON', 'when it starts by itself: five fields, UTC'),
    starts: nonEmpty('T', 'first moment of the schedule, such as 2026-12-01T06:00:00Z'),
    ends: nonEmpty('T', 'last moment of the schedule'),
    'retention-days': integer('N', 'keep runs for so many days', 1),
    'retention-runs': integer('N', 'keep the newest so many runs', 1),
    notify: wordsOf('success,warning,failure', ['success', 'warning', 'failure'], 'for which ends to notify'),
  },
  exclusive: [
    ['asset', 'type'],
    ['retention-days', 'retention-runs'],
  ],
  needs: [
    { flag: 'starts', oneOf: ['schedule'] },
    { flag: 'ends', oneOf: ['schedule'] },
  ],
});
