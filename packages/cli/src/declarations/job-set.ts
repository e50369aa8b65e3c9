import { declare } from '../args/declaration.js';
import { integerOrNone, nonEmpty, several } from '../args/flag.js';
import { byName, job } from './shared.js';

export const jobSet = declare({
  path: ['job', 'set'],
  brief: 'Change how a job runs',
  details: [
    'Sends the smallest patch, checks that it took effect (exit 5 if not), and prints the job as it is then. What is not named stays: other parameters, other parameter sets.',
  ],
  raw: true,
  changes: true,
  examples: [
    {
      does: 'every morning at six, keeping runs for 30 days',
      line: "wxdi job set Nightly --schedule '0 6 * * *' --retention-days 30",
    },
    { does: 'no schedule any more', line: 'wxdi job set Nightly --schedule none' },
    {
      does: 'a parameter, and the value set of a parameter set',
      line: 'wxdi job set Nightly --param region=apac --param-set limits=small',
    },
  ],
  args: [job],
  flags: {
    environment: nonEmpty('E', 'id of the runtime environment'),
    'warn-limit': integerOrNone('N', 'warnings after which a DataStage run is aborted', 0),
    'retention-days': integerOrNone('N', 'keep runs for so many days', 1),
    'retention-runs': integerOrNone('N', 'keep the newest so many runs', 1),
    param: several('k=v', 'parameter; k:=json for a typed value'),
    'param-set': several('PS=VS', 'value set to use of a parameter set that the job has'),
    schedule: nonEmpty(
      'CRON|none',
      'when it starts by itself: five fields, UTC; none ends the times of its schedule, too',
    ),
    notify: nonEmpty('LIST|none', 'for which ends to notify: success, warning, failure'),
    ...byName,
  },
  exclusive: [['retention-days', 'retention-runs']],
});
