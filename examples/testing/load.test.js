import { expect, test } from 'vitest';
import { createClient } from '@wxdi/sdk';
import { createSimulator } from '@wxdi/simulator';
import { load } from './load.js';

test('a run that fails is started once more', async () => {
  const sim = createSimulator({ jobs: [{ name: 'Load' }] });
  sim.nextRun({ states: ['Queued 1m', 'Running 2h'], fails: 'IIS-DSEE-TFIP-00055: no such table' });

  expect(await load(createClient(sim.connection), 'Load')).toBe('Completed');

  expect(sim.requests('POST runs')).toHaveLength(2);
});

test('a start whose answer is lost makes one run', async () => {
  const sim = createSimulator({ jobs: [{ name: 'Load' }], faults: ['POST runs: lose-answer'] });

  expect(await load(createClient(sim.connection), 'Load')).toBe('Completed');

  expect(sim.inspect().jobs[0].runs).toHaveLength(1);
  sim.verify(); // the fault was met
});
