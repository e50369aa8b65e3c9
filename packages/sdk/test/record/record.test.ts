import type { HttpRequest } from '@wxdi/sdk';
import { createClient, recordTransport } from '@wxdi/sdk';
import { createSimulator } from '@wxdi/simulator';
import { execFile, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { answer, failure } from '../support/fake-network.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wxdi-record-'));
  file = join(folder, 'a.har');
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

const request = (path = '/v2/jobs', more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  effect: 'read',
  url: new URL(path, 'https://cpd.example.com'),
  headers: { Authorization: 'Bearer token-of-the-test', Accept: 'application/json' },
  ...more,
});

const recorded = () => JSON.parse(readFileSync(file, 'utf8')).log;

describe('a recording', () => {
  it('is HAR 1.2, mode 0600, complete after each request', async () => {
    const { send, close } = recordTransport(file, {
      transport: async () => answer(200, { a: 1 }, { 'x-a': 'b' }),
    });
    await send(request('/v2/jobs?limit=5', { method: 'POST', body: '{"b":2}' }));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { version, creator, entries } = recorded();
    expect([version, creator.name, entries.length]).toEqual(['1.2', 'wxdi', 1]);
    expect(entries[0]).toMatchObject({
      startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      time: expect.any(Number),
      request: {
        method: 'POST',
        url: 'https://cpd.example.com/v2/jobs?limit=5',
        headers: [
          { name: 'authorization', value: '***' },
          { name: 'accept', value: 'application/json' },
        ],
        queryString: [{ name: 'limit', value: '5' }],
        postData: { text: '{"b":2}' },
        cookies: [],
      },
      response: { status: 200, content: { mimeType: 'application/json', text: '{"a":1}' }, cookies: [] },
      timings: { send: 0, receive: 0 },
    });
    close();
    expect(readdirSync(folder)).toEqual(['a.har']);
  });

  it('keeps a body to the byte if nothing in it is secret, and the shape of one in which something is', async () => {
    const bodies = [
      '{ "rows": 1.0, "id": 12345678901234567890 }',
      '{"password":"hunter2hunter2","pin_token":123456,"n":1.50}',
      'plain',
    ];
    let next = 0;
    const { send, close } = recordTransport(file, { transport: async () => answer(200, bodies[next++]) });
    for (const _ of bodies) await send(request());
    close();
    expect(
      recorded().entries.map(
        (entry: never) => (entry as { response: { content: { text: string } } }).response.content.text,
      ),
    ).toEqual([bodies[0], '{"password":"***","pin_token":0,"n":1.5}', 'plain']);
  });

  it('contains failures', async () => {
    const { send, close } = recordTransport(file, {
      transport: async () => failure('body-lost', { status: 201 }),
    });
    expect(await send(request())).toMatchObject({ failure: 'body-lost' });
    close();
    expect(recorded().entries[0].response).toMatchObject({
      status: 201,
      _failure: { kind: 'body-lost', message: 'it was body-lost' },
    });
  });

  it('of no request is empty, and replaces an older file and its mode; a link stays one', () => {
    writeFileSync(file, 'old', { mode: 0o644 });
    const link = join(folder, 'link');
    symlinkSync(file, link);
    recordTransport(link, { transport: async () => answer(200) }).close();
    expect(recorded().entries).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['a.har', 'link']);
  });

  it('that cannot be written changes nothing of what is done, and is reported once', async () => {
    const errors: unknown[] = [];
    const sim = createSimulator({ jobs: [{ name: 'Load', id: 'job-1' }] });
    const recording = recordTransport(join(folder, 'none', 'a.har'), {
      transport: sim.transport,
      onError: (error) => {
        errors.push(error);
        throw new Error('a hook that throws');
      },
    });
    const client = createClient({ ...sim.connection, transport: recording.send });
    expect((await client.jobs.get('job-1')).name).toBe('Load');
    expect((await client.jobs.get('job-1')).name).toBe('Load');
    recording.close();
    expect(errors).toMatchObject([{ code: 'ENOENT' }]);
  });

  it('of many requests takes a small part of the time, and all of them are in it at the end', async () => {
    const page = {
      rows: Array.from({ length: 100 }, (_, i) => ({ name: `row ${i}`, text: 'x'.repeat(200) })),
    };
    const { send, close } = recordTransport(file, { transport: async () => answer(200, page) });
    for (let i = 0; i < 300; i += 1) await send(request(`/v2/jobs?next=${i}`));
    close();
    expect(recorded().entries).toHaveLength(300);
  });

  it('masks secrets in text in linear time', async () => {
    const hostile = [
      'pass '.repeat(200_000),
      `token${' '.repeat(1_000_000)}`,
      'eyJ'.repeat(300_000),
      '://a:'.repeat(200_000),
      'x'.repeat(1_000_000),
      '-----BEGIN PRIVATE KEY-----'.repeat(30_000),
    ];
    for (const text of hostile) {
      const { send, close } = recordTransport(file, { transport: async () => answer(200, text) });
      const since = performance.now();
      await send(request());
      close();
      expect(performance.now() - since).toBeLessThan(3_000);
    }
  });

  it.each([
    ['failed with password=hunter22 today', 'failed with password=*** today'],
    ['GET /x?apikey=hunter22&b=c', 'GET /x?apikey=***&b=c'],
    ['sent Bearer abcdefghijk', 'sent Bearer ***'],
    ['jdbc:db2://ada:hunter22@db.example', 'jdbc:db2://ada:***@db.example'],
    ['a eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln b', 'a *** b'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- end', '*** end'],
    ['12 tests passed: 3 rows', '12 tests passed: 3 rows'],
  ])('masks what is a secret by its name or form: %s', async (text, shown) => {
    const { send, close } = recordTransport(file, { transport: async () => answer(200, text) });
    await send(request());
    close();
    expect(recorded().entries[0].response.content.text).toBe(shown);
  });
});

describe('a process that is ended', () => {
  const program = (end: string): string => `
    import { recordTransport } from '@wxdi/sdk';
    const body = JSON.stringify({ rows: 'x'.repeat(200_000) });
    const { send } = recordTransport(${JSON.stringify(file)}, {
      transport: async () => ({ status: 200, headers: {}, body }),
    });
    console.log('ready');
    for (let i = 0; ; i += 1) {
      await send({ method: 'GET', effect: 'read', url: new URL('https://x.example/' + i), headers: {} });
      if (i === 20) { ${end} }
      if (i % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
    }`;
  const node = (end: string) => ['--input-type=module', '-e', program(end)];

  it('by itself has all of its requests in the recording', async () => {
    await promisify(execFile)(process.execPath, node('process.exit(0)'), { cwd: import.meta.dirname });
    expect(recorded().entries).toHaveLength(21);
  });

  it('by SIGKILL leaves a complete recording, or none', async () => {
    for (let i = 0; i < 6; i += 1) {
      rmSync(file, { force: true });
      const child = spawn(process.execPath, node(''), {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 3 + i * 23));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      if (existsSync(file)) expect(recorded().entries.length).toBeGreaterThanOrEqual(1);
    }
  });
});

it('a name for the file is required', () => {
  expect(() => recordTransport('')).toThrow('option file: expected a value');
});
