import type { Quirks } from '@wxdi/simulator';
import { fromResponse } from '@wxdi/bindings';
import { createClient, recordTransport, replayTransport } from '@wxdi/sdk';
import { createSimulator } from '@wxdi/simulator';
import * as E from 'fp-ts/lib/Either.js';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { everyOperation } from './life.js';
import { allOperations, entriesOf, operationOf } from './operations.js';

const folder = mkdtempSync(join(tmpdir(), 'wxdi-bodies-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The recording of every operation. */
const record = async (quirks: Partial<Quirks>): Promise<string> => {
  const file = join(folder, `${crypto.randomUUID()}.har`);
  const sim = createSimulator({
    quirks,
    history: '3d',
    jobs: [
      { name: 'Load' },
      { name: 'Stream', type: 'streamsets_flow' },
      { name: 'Bad', runs: [{ plan: 'fails' }] },
    ],
  });
  const recording = recordTransport(file, { transport: sim.transport });
  const options = { ...sim.connection, transport: recording.send };
  await everyOperation(createClient(options), options);
  recording.close();
  return readFileSync(file, 'utf8');
};

/** What the codecs say of each body: nothing, if all of them are right. */
const wrongIn = (har: string): readonly string[] =>
  entriesOf(har).flatMap(({ request, response }) => {
    const { pathname } = new URL(request.url);
    const operation = operationOf(request.method, pathname);
    if (operation === undefined) return [`${request.method} ${pathname} is no operation`];
    const wrong: string[] = [];
    const sent = request.postData?.text;
    if (sent !== undefined && operation.body !== undefined) {
      if (E.isLeft(operation.body.codec.decode(JSON.parse(sent))))
        wrong.push(`${operation.id}: request ${sent}`);
    }
    if (response.status === 0) return wrong;
    const { text } = response.content;
    const answer = fromResponse(operation, response.status, text === '' ? null : JSON.parse(text));
    const isRight = answer._tag === 'Success' || (answer._tag === 'Failure' && answer.decoded);
    return isRight ? wrong : [...wrong, `${operation.id}: ${answer._tag} ${response.status} ${text}`];
  });

describe('every recorded body passes the codecs, although values in it are masked', () => {
  it.each<[Partial<Quirks>]>([
    [{}],
    [{ dialect: '2022' }],
    [{ dialect: '2020' }],
    [{ searchNumbers: 'integers', errorShape: 'flat', controlStatus: 200, nextForm: 'string' }],
  ])('of the simulator with %j', async (quirks) => {
    const har = await record(quirks);
    expect(wrongIn(har)).toEqual([]);
    const seen = entriesOf(har).map(
      ({ request }) => operationOf(request.method, new URL(request.url).pathname)?.id,
    );
    expect(allOperations.map(({ id }) => id).filter((id) => !seen.includes(id))).toEqual([]);
    expect(har).not.toMatch(/hunter[23]/);
  });
});

const recordings = new URL('../recordings/', import.meta.url);

describe('recordings of bug reports', () => {
  it.each(readdirSync(recordings).filter((name) => name.endsWith('.har')))('%s passes the codecs', (name) => {
    expect(wrongIn(readFileSync(new URL(name, recordings), 'utf8'))).toEqual([]);
  });

  it('lost-start.har: a start whose answer was lost is found by its key', async () => {
    const { send, unused } = replayTransport(new URL('lost-start.har', recordings).pathname);
    const { clock, random } = createSimulator().connection;
    const client = createClient({
      url: 'https://cpd.example.com',
      project: '7a1d5c1e-6b0f-4a55-9d6f-2f2d3f1c0a11',
      auth: { type: 'bearertoken', token: 'replay' },
      transport: send,
      clock,
      random,
    });
    const { run } = await (await client.jobs.start('job-1', {}, { key: 'nightly' })).wait();
    expect(run).toMatchObject({ state: 'Failed', key: 'nightly' });
    expect(unused()).toEqual([]);
  });
});
