import { count, document, list, number, object, text, yesOrNo } from './parts.js';

/** An error as `-o json` and `-o jsonl` print it on stderr. */
export const errorSchema = document(
  'wxdi error',
  object('An error, as one line of JSON on stderr.', {
    level: { const: 'error', description: 'Other lines on stderr have another level.' },
    kind: text('Kind of the error, such as InvalidInput or NotFound. The set is open.'),
    message: text('What went wrong.'),
    issues: list(
      'Values that are wrong.',
      object('A value that is wrong.', {
        path: text('Where it is.'),
        expected: text('What was expected.'),
        received: text('What was there instead.'),
        'file?': text('The job file that has it.'),
        'line?': count('Line in the file, from 1.'),
        'column?': count('Column in the line, from 1.'),
        'nearest?': text('The known key that an unknown one is most likely a misspelling of.'),
      }),
    ),
    retryable: yesOrNo('Whether it may succeed later.'),
    outcome: {
      enum: ['not-sent', 'rejected', 'unknown', 'started'],
      description: 'What became of the request: unknown means that it may have been carried out.',
    },
    exitCode: count('Exit code of the command.'),
    'httpStatus?': number('Status of the answer.'),
    'serviceCode?': text('Code of the error in the answer.'),
    'traceId?': text('Id for the support of the service.'),
    'method?': text('Method of the request.'),
    'origin?': text('Origin of the request, if it is not that of the service.'),
    'path?': text('Path of the request.'),
    'candidates?': list('Ids of what an ambiguous name could mean.', text('An id.')),
    'runId?': text('The run that was started or found.'),
    'key?': text('The key of the start.'),
    'hint?': text('What to do, or a command to try.'),
    'stack?': text('With --debug.'),
  }),
);
