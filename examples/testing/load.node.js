import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '@wxdi/sdk';
import { createSimulator } from '@wxdi/simulator';
import { load } from './load.js';

test('a run that fails is started once more', async () => {
  const sim = createSimulator({ jobs: [{ name: 'Load' }] });
  sim.nextRun({ states: ['Queued 1m', 'Running 2h'], fails: 'IIS-DSEE-TFIP-00055: no such table' });

  assert.equal(await load(createClient(sim.connection), 'Load'), 'Completed');

  assert.equal(sim.requests('POST runs').length, 2);
});

test('a start whose answer is lost makes one run', async () => {
  const sim = createSimulator({ jobs: [{ name: 'Load' }], faults: ['POST runs: lose-answer'] });

  assert.equal(await load(createClient(sim.connection), 'Load'), 'Completed');

  assert.equal(sim.inspect().jobs[0].runs.length, 1);
  sim.verify(); // the fault was met
});
