import type { JournalEntry } from '@wxdi/core';
import { fileJournal, memoryJournal } from '@wxdi/sdk/fp';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const entry = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  key: 'k',
  jobId: 'job-1',
  request: 'r',
  sentAt: 1,
  state: 'sending',
  ...more,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['in memory', () => memoryJournal()],
  ['in files', () => fileJournal(join(folder, 'starts'))],
])('a journal %s', (_, open) => {
  it('gives back what was put in, and nothing for another key', async () => {
    const journal = open();
    expect(await journal.find('k')()).toEqual({ _tag: 'Right', right: undefined });
    expect(await journal.swap(undefined, entry())()).toEqual({ _tag: 'Right', right: true });
    expect(await journal.find('k')()).toEqual({ _tag: 'Right', right: entry() });
    expect(await journal.find('other')()).toEqual({ _tag: 'Right', right: undefined });
  });

  it('puts an entry only in the place of the one that was read', async () => {
    const journal = open();
    await journal.swap(undefined, entry())();
    expect(await journal.swap(undefined, entry({ sentAt: 2 }))()).toEqual({ _tag: 'Right', right: false });
    const started = entry({ state: 'started', runId: 'run-1' });
    expect(await journal.swap(entry(), started)()).toEqual({ _tag: 'Right', right: true });
    expect(await journal.find('k')()).toEqual({ _tag: 'Right', right: started });
  });

  it('lets one of many win who claim a key at once', async () => {
    const journal = open();
    const claims = Array.from({ length: 20 }, (__, i) => journal.swap(undefined, entry({ sentAt: i }))());
    const won = (await Promise.all(claims)).filter((claim) => claim._tag === 'Right' && claim.right);
    expect(won).toHaveLength(1);
  });
});

describe('a journal in files', () => {
  it('is there for the next process, and for its owner alone', async () => {
    await fileJournal(join(folder, 'starts')).swap(undefined, entry())();
    expect(await fileJournal(join(folder, 'starts')).find('k')()).toEqual({ _tag: 'Right', right: entry() });
    expect(statSync(join(folder, 'starts')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'starts/start-k.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'starts'))).toEqual(['start-k.json']);
  });

  it.each(['', '{"key":"k"', '[]', '{"key":"k","state":"dreaming"}'])(
    'says so when an entry is damaged: %j',
    async (text) => {
      writeFileSync(join(folder, 'start-k.json'), text);
      expect(await fileJournal(folder).find('k')()).toMatchObject({
        left: { message: expect.stringContaining('is damaged') },
      });
      expect(await fileJournal(folder).swap(undefined, entry())()).toMatchObject({ _tag: 'Left' });
      expect(readFileSync(join(folder, 'start-k.json'), 'utf8')).toBe(text);
    },
  );

  it('says so when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await fileJournal(join(folder, 'file')).swap(undefined, entry())()).toMatchObject({
      _tag: 'Left',
    });
  });

  it('takes a lock over that a process which died left behind', async () => {
    const lock = join(folder, 'start-k.json.lock');
    writeFileSync(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await fileJournal(folder).swap(undefined, entry())()).toEqual({ _tag: 'Right', right: true });
  });
});
