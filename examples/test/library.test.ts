import type { Simulator } from '@wxdi/simulator';
import type { AddressInfo } from 'node:net';
import { createClient } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import express from 'express';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loads } from '../library/express-handler.ts';

const folder = new URL('../library/', import.meta.url);
const guide = readFileSync(new URL('../../docs/library.md', import.meta.url), 'utf8');

describe('docs/library.md', () => {
  it.each(readdirSync(folder))('holds %s word for word', (file) => {
    expect(guide).toContain(`\`\`\`ts\n${readFileSync(new URL(file, folder), 'utf8')}\`\`\``);
  });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the library examples', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({
      speed: 20,
      // The third run of the tour must last until it is canceled.
      flows: { '33333333-3333-4333-8333-333333333333': { plan: ['succeeds', 'succeeds', 'hangs'] } },
      jobs: [
        { name: 'nightly load', assetRef: 'flow-1' },
        { name: 'broken load', assetRef: 'flow-2', plan: 'fails' },
      ],
    });
  });
  afterAll(() => simulator.close());

  /** Runs a file like a user, with the service configured in the environment. */
  const node = (file: string, ...args: readonly string[]) =>
    new Promise<Ended>((resolve) => {
      const { url, projectId, token } = simulator;
      const env = { ...process.env, WXDI_URL: url, WXDI_PROJECT_ID: projectId, WXDI_BEARER_TOKEN: token };
      execFile(
        process.execPath,
        [fileURLToPath(new URL(file, folder)), ...args],
        { env },
        (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
        },
      );
    });

  it('show the features of a client', async () => {
    expect(await node('tour.ts')).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(
        /orders data_intg_flow\n[^]*2024 Completed\n2025 Completed\nwaited for Running in \d+ polls\nfinal state Canceled\npruned 2\nNotFound 404\n$/,
      ) as string,
    });
  });

  it('let a pipeline succeed after a successful run', async () => {
    const { code, stdout } = await node('ci-script.ts', 'nightly load');
    expect(stdout).toMatch(/^run [\w-]+ of "nightly load"\n##I /);
    expect(code).toBe(0);
  });

  it.each([
    ['broken load', 1, ''],
    ['no such load', 1, 'NotFound: no job is named "no such load"'],
  ])('end a pipeline badly for "%s"', async (name, code, message) => {
    const ended = await node('ci-script.ts', name);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(message);
  });

  it('start a load over HTTP and return its state', async () => {
    const { url, projectId, token } = simulator;
    const client = createClient({ url, project: projectId, auth: { type: 'bearertoken', token } });
    const job = await client.jobs.find('nightly load');
    const server = createServer(express().use(loads(client, job.id))).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const started = await fetch(`${at}/loads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ year: '2026' }),
    });
    expect(started.status).toBe(202);
    const { load } = (await started.json()) as { readonly load: string };
    await client.runs.handle(load).wait({ poll: { firstMs: 50 } });
    const state = await fetch(`${at}${started.headers.get('location')}`);
    expect(await state.json()).toMatchObject({ state: 'Completed', finished: true });

    const missing = await fetch(`${at}/loads/${encodeURIComponent(`${job.id}/no-such-run`)}`);
    expect([missing.status, await missing.json()]).toMatchObject([404, { kind: 'NotFound' }]);
    client.close();
    server.closeAllConnections();
    server.close();
  });
});
