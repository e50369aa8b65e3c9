import type { FaultRow } from '../fault-case.js';
import { gone, invalid, ok } from '../ending.js';

/** Not a fault of the network: a start is repeated with its key after its run has ended. */
export const keys: readonly FaultRow[] = [
  {
    number: 54,
    name: 'a start is repeated with its key after its run has ended',
    cases: [
      { form: 'completed', scene: 'key after the end', start: ok({ requests: 1, runs: 1 }) },
      {
        form: 'completed, retry requested',
        scene: 'key after the end, retried',
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'completed and deleted',
        scene: 'key after a deletion',
        start: ok({ requests: 1, runs: 0 }),
      },
      {
        form: 'failed',
        scene: 'key after the end',
        service: { fails: true },
        start: ok({ requests: 1, runs: 1 }),
      },
      {
        form: 'failed, retry requested',
        scene: 'key after the end, retried',
        service: { fails: true },
        start: ok({ requests: 2, runs: 2 }),
      },
      {
        form: 'failed and deleted',
        scene: 'key after a deletion',
        service: { fails: true },
        start: gone({ requests: 1, runs: 0 }),
      },
      {
        form: 'failed and deleted, retry requested',
        scene: 'key after a deletion, retried',
        service: { fails: true },
        start: ok({ requests: 2, runs: 1 }),
      },
      {
        form: 'other parameters',
        scene: 'key with other parameters',
        start: invalid({ requests: 1, runs: 1 }),
      },
      {
        form: 'other parameters, without a shared journal',
        scene: 'key with other parameters elsewhere',
        start: invalid({ requests: 1, runs: 1 }),
      },
    ],
  },
];
