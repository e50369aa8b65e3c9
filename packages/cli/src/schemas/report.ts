import { count, document, list, number, object, reasons, text, time } from './parts.js';

const of = {
  job: text('Id of the job.'),
  'jobName?': text('Name of the job, if it is known.'),
  run: text('Id of the run.'),
  state: text('State of the run.'),
};

const lasting = (description: string) =>
  object(description, {
    ...of,
    durationSeconds: number('How long it takes, or took.'),
    usualSeconds: number('The usual duration of its job.'),
  });

/** A report as `report -o json` prints it. */
export const reportSchema = document(
  'wxdi report',
  object('What happened in a project or space in a time. Lists of runs are newest first.', {
    since: time('Begin of the time.'),
    until: time('End of the time.'),
    total: count('Number of runs that were created in the time.'),
    byState: { type: 'object', description: 'The same by state.', additionalProperties: count('Runs.') },
    failed: list(
      'Runs that failed.',
      object('A run that failed.', {
        ...of,
        'createdAt?': time('When it was created.'),
        reasons,
        'firstError?': object('The first error of its log.', {
          'id?': text('Id of the message.'),
          text: text('The message.'),
        }),
      }),
    ),
    slow: list('Runs that are much slower than usual.', lasting('A slow run.')),
    missed: list(
      'Times of schedules without a run.',
      object('A missed start.', {
        job: text('Id of the job.'),
        jobName: text('Name of the job.'),
        at: time('When it should have started.'),
      }),
    ),
    running: list(
      'Active runs.',
      object('An active run.', {
        ...of,
        'createdAt?': time('When it was created.'),
        'durationSeconds?': number('So far.'),
      }),
    ),
    stuck: list('Runs that are active for much longer than usual.', lasting('A stuck run.')),
    unreadable: list(
      'What could not be read: without it, the report is incomplete.',
      object('Runs or jobs that could not be read.', {
        kind: text('Kind of the error.'),
        message: text('What went wrong.'),
        'job?': text('Id of the job, if it is known.'),
        'jobName?': text('Name of the job, if it is known.'),
        'run?': text('Id of the run; without it, all runs of the job.'),
      }),
    ),
    unjudged: object('What could not be judged, although it was read.', {
      durations: count('Jobs whose usual duration is not known.'),
      schedules: count('Jobs whose schedules only the service understands.'),
    }),
  }),
);
