import type { ClientOptions } from '@wxdi/sdk';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, clientOver, runBody } from '../support/fake-network.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'places-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A client with the journal, and the number of its starts. */
const client = (options: Partial<ClientOptions> = {}) => {
  const made = clientOver(
    ({ method, url }) => {
      if (method === 'POST') return answer(201, runBody('Starting'));
      return answer(200, url.pathname.endsWith('/runs') ? { results: [] } : runBody('Running'));
    },
    { journal: { folder }, ...options },
  );
  const starts = () => made.sent.filter(({ method }) => method === 'POST').length;
  const start = () => made.client.jobs.start('job-1', {}, { key: 'k' });
  return { start, starts };
};
const files = () => readdirSync(folder).filter((name) => name !== 'tidied');

describe('an entry of a journal that clients share', () => {
  it('belongs to the service and the project or space of its client', async () => {
    const first = client();
    await first.start();
    const places: Partial<ClientOptions>[] = [
      { project: 'project-2' },
      { project: '', space: 'project-1' },
      { url: 'https://other.example.com' },
    ];
    for (const place of places) {
      const other = client(place);
      await other.start();
      expect(other.starts()).toBe(1);
    }
    const same = client();
    expect(await same.start()).toMatchObject({ adopted: true, runId: 'run-1' });
    expect(same.starts()).toBe(0);
  });

  it('of an earlier version belongs to every place, and stays as it is', async () => {
    const old = { key: 'k', jobId: 'job-1', request: '90728bbadc822dad', sentAt: 1 };
    writeFileSync(join(folder, 'start-k.json'), JSON.stringify({ ...old, state: 'started', runId: 'run-1' }));
    const { start, starts } = client();
    expect(await start()).toMatchObject({ adopted: true, runId: 'run-1' });
    expect(starts()).toBe(0);
    writeFileSync(join(folder, 'start-k.json'), JSON.stringify({ ...old, state: 'refused' }));
    expect(await start()).toMatchObject({ adopted: false });
    expect(await start()).toMatchObject({ adopted: true });
    expect(starts()).toBe(1);
    expect(files()).toContain('start-k.json');
  });

  it('is read and not written by a client that only reads', async () => {
    const reader = () => client({ journal: { folder, readOnly: true } });
    await reader().start();
    expect(files()).toEqual([]);
    await client().start();
    const before = files();
    const again = reader();
    expect(await again.start()).toMatchObject({ adopted: true });
    expect([again.starts(), files()]).toEqual([0, before]);
  });
});
