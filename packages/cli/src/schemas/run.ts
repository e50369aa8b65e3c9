import { document, list, number, object, orNull, parameters, reasons, text, time, yesOrNo } from './parts.js';

const rows = {
  'rowsRead?': number('Rows read.'),
  'rowsWritten?': number('Rows written.'),
};

const times = { 'startedAt?': time('Start.'), 'finishedAt?': time('End.') };

const records = {
  'inputRecords?': number('Records read.'),
  'outputRecords?': number('Records written.'),
  'errorRecords?': number('Records with errors.'),
  'stageErrors?': number('Errors of stages.'),
  'inputRate?': number('Records read per second.'),
  'outputRate?': number('Records written per second.'),
};

const seconds = object('Seconds per batch.', {
  'average?': number('Mean.'),
  'least?': number('Least.'),
  'most?': number('Most.'),
  'p95?': number('95th percentile.'),
  'p99?': number('99th percentile.'),
});

const pipeline = object('Metrics of a streaming run.', {
  ...records,
  'batches?': number('Batches.'),
  'totalRunners?': number('Runners.'),
  'availableRunners?': number('Runners that are idle.'),
  'errorRate?': number('Records with errors per second.'),
  stages: list(
    'Stages.',
    object('A stage of a streaming run.', {
      ...records,
      'id?': text('Id of the stage.'),
      'name?': text('Name of the stage.'),
      'batches?': number('Batches.'),
      processingSeconds: seconds,
    }),
  ),
});

const metrics = object('Metrics. Empty until the service sends them.', {
  stages: list(
    'Stages of a batch run.',
    object('A stage.', {
      name: text('Name of the stage.'),
      'type?': text('Its type.'),
      'state?': text('Its state.'),
      ...rows,
      'cpuSeconds?': number('CPU time in seconds.'),
      'memory?': number('Memory, in the unit of the service.'),
      'partitions?': number('Parallel instances.'),
      'instances?': list(
        'Rows of each parallel instance.',
        object('An instance.', { 'id?': text('Its id.'), ...rows }),
      ),
      ...times,
    }),
  ),
  links: list(
    'Links of a batch run.',
    object('A link.', {
      name: text('Name of the link.'),
      'from?': text('Stage that writes to it.'),
      'to?': text('Stage that reads from it.'),
      'state?': text('Its state.'),
      ...rows,
      ...times,
    }),
  ),
  'pipeline?': pipeline,
});

/** A run as `run get -o json` prints it. */
export const runSchema = document(
  'wxdi run',
  object('A run of a job. Null or absent: the service did not say, or not yet.', {
    id: text('Id of the run.'),
    jobId: text('Id of its job.'),
    jobName: orNull(text('Name of its job.')),
    name: text('Name of the run.'),
    description: orNull(text('Its description.')),
    type: orNull(text('Type of its job.')),
    state: text('Its state, such as Running or Completed. The set is open.'),
    finished: yesOrNo('Whether it has ended; false for a state that is not known.'),
    scheduled: yesOrNo('Whether the schedule started it.'),
    createdAt: orNull(time('When it was created.')),
    'queuedAt?': time('When it was queued.'),
    ...times,
    'durationSeconds?': number('As the service reports it.'),
    ...rows,
    reasons,
    'userStatus?': text('Status that the flow has set.'),
    parameters: parameters('The parameters of the run.'),
    configuration: { type: 'object', description: 'As the service has it; its members depend on the type.' },
    metrics,
  }),
);
