import { createClient } from '@wxdi/sdk';
import { virtualClock } from '@wxdi/testkit';
import fc from 'fast-check';
import { it } from 'vitest';
import { commands } from './commands.js';
import { random } from '@wxdi/testkit';
import { patience, slices } from './slices.js';
import { virtualService } from './virtual-service.js';

it(
  `${slices.histories} histories of a client and a service with mishaps: every report matches the state of the service`,
  patience,
  async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(10_000), async (history, listLagMs) => {
        const clock = virtualClock();
        const flows = { batch: {}, stream: { type: 'streamsets_flow' } };
        const service = virtualService(clock, { flows, quirks: { listLagMs } });
        const client = createClient({
          url: 'https://service.example',
          project: 'p',
          auth: { type: 'bearertoken', token: 't' },
          clock,
          random: random(1),
          transport: service.transport,
        });
        const setup = () => ({
          model: { jobs: [], keys: new Map(), serial: 0 },
          real: { client, clock, service },
        });
        await fc.asyncModelRun(setup, history);
      }),
      { numRuns: slices.histories, seed: 13 },
    );
  },
);
