import { document, list, number, object, orNull, parameters, text, time, yesOrNo } from './parts.js';

const retention = {
  description: 'How long runs are kept: for a number of days, or a number of newest runs.',
  anyOf: [
    object('For a number of days.', { days: number('Days.') }),
    object('A number of newest runs.', { runs: number('Runs.') }),
    { type: 'null' },
  ],
};

/** A job as `job get -o json` prints it. */
export const jobSchema = document(
  'wxdi job',
  object('A job. Null or absent: the service did not say.', {
    id: text('Id of the job.'),
    name: text('Name of the job.'),
    description: orNull(text('Its description.')),
    type: text('Type of the asset that the job runs, such as data_intg_flow.'),
    assetId: orNull(text('Id of the asset that the job runs.')),
    ownerId: orNull(text('Id of a user.')),
    'projectName?': text('Name of the project.'),
    'spaceName?': text('Name of the space.'),
    configuration: { type: 'object', description: 'As the service has it; its members depend on the type.' },
    parameters: parameters('Default parameters of the runs.'),
    parameterSets: list(
      'Parameter sets of the runs.',
      object('A parameter set.', {
        name: text('Name of the parameter set.'),
        'ref?': text('Its id.'),
        'valueSet?': text('Name of the value set to use.'),
        'values?': parameters('Values that replace those of the set.'),
      }),
    ),
    schedule: orNull(text('Five-field cron, in UTC.')),
    scheduleWindow: orNull(
      object('When the schedule is active.', {
        'startsAt?': time('First time.'),
        'endsAt?': time('Last time.'),
        'repeat?': yesOrNo('Whether the schedule repeats.'),
      }),
    ),
    'futureScheduledRuns?': list('The next times at which the schedule starts a run.', time('A time.')),
    retention,
    notifications: orNull(
      object('The results of runs for which notifications are sent.', {
        success: yesOrNo('After success.'),
        warning: yesOrNo('After success with warnings.'),
        failure: yesOrNo('After a failure.'),
      }),
    ),
  }),
);
