import { choice, duration, on, wordsOf } from '../args/flag.js';

export const job = { name: 'JOB', brief: 'id or exact name of a job' } as const;
export const run = { name: 'RUN', brief: 'id or exact name of a run, @latest or @active' } as const;

export const byName = { 'by-name': on('take JOB for a name, whatever it looks like') };

/** Named here and not read from the sdk, so that help starts without loading it. A test compares the two. */
export const stateNames = [
  'Queued',
  'Starting',
  'Running',
  'Paused',
  'Resuming',
  'Canceling',
  'Canceled',
  'Failed',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
] as const;

/** How to wait for a run. */
export const waitFlags = {
  for: wordsOf(
    'terminal|running|STATE,...',
    ['terminal', ...stateNames],
    'what to wait for; default terminal',
  ),
  timeout: duration('give up after this long (exit 124); the run goes on'),
  interval: duration('time between two looks; default 1s, growing to 30s'),
  'fail-on': choice(
    ['errors', 'warnings', 'never'],
    'which ends of the run give an exit code above 0; default errors',
  ),
  'on-interrupt': choice(['detach', 'cancel'], 'what Ctrl-C does to the run; default detach'),
};

export const waitFlagNames = ['for', 'timeout', 'interval', 'fail-on', 'on-interrupt'] as const;

export const waitDetails = [
  'Exit code: 0 Completed or CompletedWithWarnings, 10 Failed, 11 Canceled, 12 CompletedWithErrors, 13 CompletedWithWarnings with --fail-on warnings, 124 --timeout passed. A state that --for names is what was wanted: 0.',
  'Ctrl-C stops waiting (exit 130); the run goes on, unless --on-interrupt cancel.',
];
