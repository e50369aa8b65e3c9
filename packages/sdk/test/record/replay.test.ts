import type { ClientOptions, HttpRequest, Transport } from '@wxdi/sdk';
import { createClient, recordTransport, replayTransport } from '@wxdi/sdk';
import { createSimulator, type CreateSimulatorOptions } from '@wxdi/simulator';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answer, failure } from '../support/fake-network.js';

const folder = mkdtempSync(join(tmpdir(), 'wxdi-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.har`);

type Call = (client: ReturnType<typeof createClient>) => Promise<unknown>;

const resultOf = async (options: ClientOptions, call: Call): Promise<unknown> => {
  try {
    return { result: JSON.parse(JSON.stringify(await call(createClient(options)))) as unknown };
  } catch (error) {
    const { kind, message, outcome } = error as { kind?: string; message: string; outcome?: string };
    return { kind, message, outcome };
  }
};

/** The result of a call against the simulator, and against its recording with the same clock. */
const twice = async (call: Call, options: CreateSimulatorOptions = {}, more: Partial<ClientOptions> = {}) => {
  const file = newFile();
  const sim = createSimulator({ jobs: [{ name: 'Load', id: 'job-1', runs: 3 }], ...options });
  const recording = recordTransport(file, { transport: sim.transport });
  const { connection } = sim;
  const first = await resultOf({ ...connection, ...more, transport: recording.send }, call);
  recording.close();
  const replay = replayTransport(file);
  const settings = { ...connection, clock: createSimulator().clock, ...more, transport: replay.send };
  return { first, second: await resultOf(settings, call), replay };
};

/** Without values of environment variables, which a recording does not have, and without random keys. */
const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, member: unknown) => {
      if (name === 'key') return 'key';
      if (name !== 'env_variables' && name !== 'environment') return member;
      return (member as unknown[]).map((variable) =>
        typeof variable === 'string'
          ? `${variable.split('=')[0]}=***`
          : { ...(variable as object), value: '***' },
      );
    }),
  );

describe('a call against its recording has the same result:', () => {
  it.each<[string, Call, CreateSimulatorOptions?]>([
    ['a list', ({ jobs }) => jobs.list().toArray(), { jobs: 230 }],
    ['a job by its name', ({ jobs }) => jobs.find('Load')],
    ['an error', ({ jobs }) => jobs.get('none')],
    ['a start and its end', async ({ jobs }) => (await (await jobs.start('job-1')).wait()).run],
    [
      'a start whose answer was lost',
      async ({ jobs }) => (await jobs.start('job-1')).started,
      { faults: ['POST runs: lose-answer'] },
    ],
    [
      'a start whose run is not found',
      ({ jobs }) => jobs.start('job-1'),
      { faults: ['POST runs: lose-request'] },
    ],
    [
      'a read after an outage',
      ({ jobs }) => jobs.get('job-1'),
      { faults: ['GET *: 503', 'GET *: 429 retry-after 3s'] },
    ],
    ['a change', ({ jobs }) => jobs.update('job-1', { description: 'new', schedule: '0 2 * * *' })],
    [
      'a creation',
      ({ jobs }) => jobs.create({ name: 'x', assetId: 'a', environment: [{ name: 'A', value: 'b' }] }),
    ],
    ['a deletion', ({ jobs }) => jobs.delete('job-1')],
    [
      'a log',
      async ({ jobs, runs }) => runs.logs('job-1', (await runs.latest((await jobs.get('job-1')).id)).id),
    ],
    [
      'a report',
      async (client) =>
        (await client.report({ since: '2025-12-31T00:00:00Z', until: '2026-01-01T00:00:00Z' })).failed,
    ],
    ['a cancellation', async ({ jobs }) => (await jobs.start('job-1')).cancel()],
  ])('%s', async (_, call, options) => {
    const { first, second, replay } = await twice(call, options);
    expect(masked(second)).toEqual(masked(first));
    expect(replay.unused()).toEqual([]);
  });

  it('with an API key, which is not in it', async () => {
    const { first, second } = await twice(
      ({ jobs }) => jobs.get('job-1'),
      {},
      { auth: { type: 'iam', apiKey: 'wxdi-simulator-key' } },
    );
    expect(second).toEqual(first);
    expect(first).toMatchObject({ result: { name: 'Load' } });
  });

  it('with another key than the recorded one', async () => {
    const file = newFile();
    const sim = createSimulator({
      jobs: [{ name: 'Load', id: 'job-1' }],
      faults: ['POST runs: lose-answer'],
    });
    const recording = recordTransport(file, { transport: sim.transport });
    const start = (transport: Transport, key: string) =>
      createClient({ ...sim.connection, transport }).jobs.start('job-1', {}, { key });
    const first = await start(recording.send, 'one');
    recording.close();
    const again = await start(replayTransport(file).send, 'two');
    expect([again.runId, again.key]).toEqual([first.runId, 'two']);
  });
});

describe('a request that was not recorded', () => {
  const replayed = async (): Promise<Transport> => {
    const file = newFile();
    const { send, close } = recordTransport(file, {
      transport: async ({ url }) => answer(200, { at: url.pathname }),
    });
    const url = (path: string): URL => new URL(path, 'https://x.example');
    await send({ method: 'GET', effect: 'read', url: url('/v2/jobs/a?project_id=p'), headers: {} });
    await send({
      method: 'POST',
      effect: 'write',
      url: url('/v2/jobs/a/runs'),
      headers: {},
      body: '{"a":1}',
    });
    close();
    return replayTransport(file).send;
  };
  const ask = async (method: string, path: string, body?: string) => {
    const request: HttpRequest = {
      method,
      effect: method === 'GET' ? 'read' : 'write',
      url: new URL(path, 'https://y.example'),
      headers: {},
      body,
    };
    const send = await replayed();
    return [await send(request), await send(request)];
  };

  it.each([
    [
      'GET',
      '/v2/jobs/b?project_id=p',
      undefined,
      'GET /v2/jobs/b is not in the recording; the nearest recorded request is GET /v2/jobs/a',
    ],
    [
      'GET',
      '/v2/jobs/a?project_id=q',
      undefined,
      'the nearest recorded request is GET /v2/jobs/a, with another query or body',
    ],
    [
      'POST',
      '/v2/jobs/a/runs',
      '{"a":2}',
      'the nearest recorded request is POST /v2/jobs/a/runs, with another query or body',
    ],
    ['DELETE', '/v2/jobs/a/runs', undefined, 'the nearest recorded request is POST /v2/jobs/a/runs'],
  ])('is refused, and the nearest one is named: %s %s %s', async (method, path, body, message) => {
    const [outcome] = await ask(method, path, body);
    expect(outcome).toMatchObject({ failure: 'invalid-request', message: expect.stringContaining(message) });
  });

  it('may be a read that is repeated, but not a write', async () => {
    expect(await ask('GET', '/v2/jobs/a?project_id=p')).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(await ask('POST', '/v2/jobs/a/runs', '{"a":1}')).toMatchObject([
      { status: 200 },
      {
        failure: 'invalid-request',
        message: 'POST /v2/jobs/a/runs was recorded once, and is sent once more',
      },
    ]);
  });
});

it('answers that are alike come in their order, and failures are failures', async () => {
  const file = newFile();
  const outcomes = [
    answer(200, 'one'),
    failure('body-lost', { status: 200 }),
    failure('lost'),
    answer(503, 'two'),
  ];
  let next = 0;
  const { send, close } = recordTransport(file, { transport: async () => outcomes[next++] ?? answer(200) });
  const request: HttpRequest = {
    method: 'GET',
    effect: 'read',
    url: new URL('https://x.example/a'),
    headers: {},
  };
  for (const _ of outcomes) await send(request);
  close();
  const replay = replayTransport(file);
  expect(replay.recorded).toHaveLength(4);
  for (const outcome of outcomes) expect(await replay.send(request)).toMatchObject(outcome);
});

it.each([
  ['no JSON', 'a text that is not JSON'],
  ['{}', 'another document'],
  ['{"log":{"entries":[{}]}}', 'another document'],
  [
    '{"log":{"entries":[{"request":{"method":"GET","url":"x"},"response":{"status":1,"content":{}}}]}}',
    'another document',
  ],
])('a file that is no recording is refused: %s', (text, received) => {
  const file = newFile();
  writeFileSync(file, text);
  expect(() => replayTransport(file)).toThrow(
    `option file: expected a recording in the format HAR 1.2, got ${received}`,
  );
});

it('a file that does not exist is refused', () => {
  expect(() => replayTransport(join(folder, 'none'))).toThrow(
    'option file: expected a file that can be read, got ENOENT',
  );
});
