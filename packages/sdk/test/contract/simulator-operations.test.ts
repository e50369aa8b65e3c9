import type { Quirks, Simulator } from '@wxdi/simulator';
import type { Prism } from '@wxdi/testkit';
import type { HttpRequest, NodeTransport } from '@wxdi/sdk';
import { createClient, createNodeTransport } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { startPrismProxy } from '@wxdi/testkit';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { everyOperation } from './life.js';
import { allOperations, operationOf } from './operations.js';

const document = fileURLToPath(new URL('../../../../openapi/jobs.yaml', import.meta.url));

let simulator: Simulator;
let prism: Prism;
let network: NodeTransport;
afterEach(async () => {
  network.close();
  await prism.close();
  await simulator.close();
});

it.each<[Partial<Quirks>]>([[{}], [{ dialect: '2022' }]])(
  'Prism accepts requests and answers of all operations, of past, scheduled, scripted and failed runs, and of faults: %j',
  async (quirks) => {
    network = createNodeTransport();
    simulator = await startSimulator({
      speed: 5,
      quirks,
      history: '3d',
      jobs: [
        { name: 'Load', schedule: '0 2 * * *' },
        { name: 'Stream', type: 'streamsets_flow' },
        { name: 'Bad', runs: [{ plan: 'fails' }] },
        { name: 'Other stream', type: 'streamsets_flow', runs: [{ plan: 'fails' }] },
      ],
      nextRuns: [
        {
          job: 'made',
          states: ['Queued 1s', 'Running 8s', 'CompletedWithWarnings'],
          log: ['one', '##W A-1 two'],
        },
      ],
      faults: ['GET job: 503 x2', 'GET *: 429 retry-after 1s', 'POST search: 504'],
    });
    prism = await startPrismProxy(document, simulator.url);
    // Prism forwards `connection: close` on its own reused connection, which breaks the next request.
    const options = {
      url: prism.url,
      auth: { type: 'bearertoken', token: simulator.token },
      retry: { transient: { attempts: 4, baseMs: 10, capMs: 20 } },
      transport: (request: HttpRequest) => network.send({ ...request, freshConnection: false }),
    } as const;
    await everyOperation(createClient({ ...options, project: simulator.projectId }), options);
    const wrong = simulator.requests().filter(({ status }) => status === 422 || status === 500);
    expect(wrong).toEqual([]);
    simulator.verify();
    const seen = simulator.requests().map(({ method, path }) => operationOf(method, path)?.id);
    expect(allOperations.map(({ id }) => id).filter((id) => !seen.includes(id))).toEqual([]);
  },
);
