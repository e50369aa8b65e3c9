import type { JournalEntry, OwnJournal } from '@wxdi/sdk';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresJournal } from '@wxdi/journal-postgres';
import { fileJournal, memoryJournal } from '@wxdi/sdk/fp';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type TestDatabase } from './support/database.js';
import { promised } from './support/promised.js';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await startDatabase();
  folder = await mkdtemp(join(tmpdir(), 'wxdi-journal-'));
}, 120_000);
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const postgres = async () => {
  const journal = createPostgresJournal({ url: await database.empty() });
  await journal.migrate();
  return journal;
};

const entry = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  key: 'k',
  jobId: 'job-1',
  request: 'r',
  sentAt: 1_796_000_000_000,
  state: 'sending',
  attempt: 1,
  ...more,
});

/** Entries of two keys that differ in each member that an entry may have. */
const anyEntry: fc.Arbitrary<JournalEntry> = fc
  .record(
    {
      key: fc.constantFrom('k', 'other'),
      sentAt: fc.constantFrom(1, 2_000_000_000_000),
      attempt: fc.constantFrom(1, 2),
      state: fc.constantFrom<JournalEntry['state']>('sending', 'refused', 'started'),
      runId: fc.constantFrom('run-1', "it's\na \\ run"),
      succeeded: fc.constantFrom('Completed' as const, 'CompletedWithWarnings' as const),
    },
    { requiredKeys: ['key', 'sentAt', 'attempt', 'state'] },
  )
  .map((members) => entry(members));

/** A step replaces what is there, or what another entry claims to be there. */
const anyStep = fc.record({ next: anyEntry, claimed: fc.option(anyEntry), isTrue: fc.boolean() });

const kinds: readonly (readonly [string, () => Promise<OwnJournal & { close?(): Promise<void> }>])[] = [
  ['in memory', async () => promised(memoryJournal())],
  ['in files', async () => promised(fileJournal(await mkdtemp(join(folder, 'files-'))))],
  ['in PostgreSQL', postgres],
];

describe.each(kinds)('a journal %s', (_, make) => {
  test('does what a table of entries does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 12 }), async (steps) => {
        const journal = await make();
        const model = new Map<string, JournalEntry>();
        for (const { next, claimed, isTrue } of steps) {
          const there = model.get(next.key);
          const previous = isTrue ? there : claimed === null ? undefined : { ...claimed, key: next.key };
          const replaces = JSON.stringify(sorted(previous)) === JSON.stringify(sorted(there));
          expect(await journal.swap(previous, next)).toBe(replaces);
          if (replaces) model.set(next.key, next);
          for (const key of ['k', 'other']) expect(await journal.find(key)).toEqual(model.get(key));
        }
        await journal.close?.();
      }),
      { numRuns: 15 },
    );
  });

  test('gives a key to exactly one of many callers', async () => {
    const journal = await make();
    const claims = Array.from({ length: 20 }, (_, i) => journal.swap(undefined, entry({ sentAt: i })));
    const won = (await Promise.all(claims)).filter(Boolean);
    expect(won).toHaveLength(1);
    await journal.close?.();
  });
});

const sorted = (value: JournalEntry | undefined) =>
  value && Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

describe('a journal in PostgreSQL', () => {
  test('gives a key to exactly one of several programs', async () => {
    const url = await database.empty();
    const programs = Array.from({ length: 6 }, () => createPostgresJournal({ url }));
    await programs[0]?.migrate();
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const claims = programs.map((journal, i) => journal.swap(undefined, entry({ key, sentAt: i })));
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    }
    await Promise.all(programs.map((journal) => journal.close()));
  });

  test('goes on when its connections are cut, and after a restart of the database', async () => {
    const journal = await postgres();
    expect(await journal.swap(undefined, entry())).toBe(true);
    await database.cutConnections();
    expect(await journal.find('k')).toEqual(entry());
    await database.stop();
    const swap = journal.swap(entry(), entry({ state: 'started', runId: 'run-1' }));
    await database.start();
    expect(await swap).toBe(true);
    expect(await journal.find('k')).toMatchObject({ state: 'started', runId: 'run-1' });
    await journal.close();
  });

  test('knows its own write after its connection was cut in the middle of it', async () => {
    const journal = await postgres();
    for (let i = 0; i < 20; i += 1) {
      const key = `k${i}`;
      const swap = journal.swap(undefined, entry({ key }));
      await Promise.all([swap, database.cutConnections()]);
      expect(await swap).toBe(true);
    }
    await journal.close();
  });

  test('without a database rejects, and names the place without the password', async () => {
    const journal = createPostgresJournal({ url: 'postgres://wxdi:hunter2@127.0.0.1:1/jobs' });
    const failed = await journal.find('k').catch((error: unknown) => String(error));
    expect(failed).toBe('Error: PostgreSQL at 127.0.0.1:1/jobs: connect ECONNREFUSED 127.0.0.1:1');
    await journal.close();
  });

  test('with a wrong password rejects at once', async () => {
    const journal = createPostgresJournal({
      url: `postgres://wxdi:hunter2@127.0.0.1:${database.port}/postgres`,
    });
    await expect(journal.find('k')).rejects.toThrow('password authentication failed for user "wxdi"');
    await journal.close();
  });

  test('without tables says how to create them', async () => {
    const journal = createPostgresJournal({ url: await database.empty() });
    await expect(journal.swap(undefined, entry())).rejects.toThrow('wxdi journal migrate');
    expect(await journal.migrate()).toEqual({ from: 0, to: 1 });
    expect(await journal.swap(undefined, entry())).toBe(true);
    expect(await journal.migrate()).toEqual({ from: 1, to: 1 });
    expect(await journal.find('k')).toEqual(entry());
    await journal.close();
  });

  test('is migrated once by several callers at once', async () => {
    const url = await database.empty();
    const journals = Array.from({ length: 4 }, () => createPostgresJournal({ url }));
    const migrations = await Promise.all(journals.map((journal) => journal.migrate()));
    expect(migrations.map(({ from }) => from).toSorted()).toEqual([0, 1, 1, 1]);
    await Promise.all(journals.map((journal) => journal.close()));
  });
});
