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
      state: fc.constantFrom<JournalEntry['state']>('pending', 'sending', 'refused', 'started'),
      runId: fc.constantFrom('run-1', "it's\na \\ run"),
      ended: fc.constantFrom('Completed' as const, 'Failed' as const),
    },
    { requiredKeys: ['key', 'sentAt', 'attempt', 'state'] },
  )
  .map((members) => entry(members));

/** A step adds entries, takes one, or replaces what is there, or what another entry claims to be there. */
const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.record({ next: anyEntry, claimed: fc.option(anyEntry), isTrue: fc.boolean() }) },
  fc.record({ added: fc.array(anyEntry, { maxLength: 3 }) }),
  fc.record({
    prefix: fc.constantFrom('', 'k', 'x'),
    suffix: fc.constantFrom('', 'r', 'x'),
    sentAt: fc.nat(),
  }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;

/** A table of entries, in the order in which they were added, and the keys that were taken. */
class Model {
  readonly table = new Map<string, JournalEntry>();
  readonly taken = new Set<string>();

  /** What a step does, and returns. */
  play(step: Step): unknown {
    const { table, taken } = this;
    if ('added' in step) {
      for (const one of step.added) if (!table.has(one.key)) table.set(one.key, one);
      return undefined;
    }
    if ('prefix' in step) {
      const free = [...table.values()].find(
        ({ key, state }) =>
          state === 'pending' && key.startsWith(step.prefix) && key.endsWith(step.suffix) && !taken.has(key),
      );
      if (free !== undefined) taken.add(free.key);
      return free;
    }
    const there = table.get(step.next.key);
    const replaces = JSON.stringify(sorted(this.previousOf(step))) === JSON.stringify(sorted(there));
    if (replaces) table.set(step.next.key, step.next);
    return replaces;
  }

  previousOf({ next, claimed, isTrue }: Extract<Step, { readonly next: unknown }>): JournalEntry | undefined {
    if (isTrue) return this.table.get(next.key);
    return claimed === null ? undefined : { ...claimed, key: next.key };
  }
}

/** The same in a journal. One without `add` and `take` is used as workers do: by `swap`, and by their own list. */
const perform = async (journal: OwnJournal, step: Step, model: Model): Promise<unknown> => {
  if ('added' in step) {
    if (journal.add !== undefined) return await journal.add(step.added);
    for (const one of step.added) await journal.swap(undefined, one);
    return undefined;
  }
  if ('prefix' in step) return bare(await journal.take?.(step));
  return await journal.swap(model.previousOf(step), step.next);
};

/** An entry without its age. */
const bare = (entry: JournalEntry | undefined) => {
  if (entry === undefined) return undefined;
  const { ageMs: _, ...rest } = entry;
  return rest;
};

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
        const model = new Model();
        const { table } = model;
        for (const step of steps) {
          if ('prefix' in step && journal.take === undefined) continue;
          const done = await perform(journal, step, model);
          expect(done).toEqual(model.play(step));
          for (const key of ['k', 'other']) expect(bare(await journal.find(key))).toEqual(table.get(key));
          expect((await journal.list?.('k'))?.map(bare)).toEqual(table.has('k') ? [table.get('k')] : []);
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

  test('gives each pending entry to exactly one of several programs, in the order in which they were added', async () => {
    const url = await database.empty();
    const programs = Array.from({ length: 4 }, () => createPostgresJournal({ url }));
    await programs[0]?.migrate();
    const keys = Array.from({ length: 1_200 }, (_, i) => `b.${(i * 7) % 1_200}@p`);
    const added = [...keys, 'b.1@other', 'c.1@p'].map((key) => entry({ key, state: 'pending' }));
    await Promise.all(programs.map((journal) => journal.add(added)));
    const taken = await Promise.all(
      programs.map(async (journal) => {
        const own: string[] = [];
        for (;;) {
          const one = await journal.take({ prefix: 'b.', suffix: '@p' });
          if (one === undefined) return own;
          expect(bare(one)).toEqual(entry({ key: one.key, state: 'pending' }));
          own.push(one.key);
        }
      }),
    );
    expect(taken.flat().toSorted()).toEqual(keys.toSorted());
    for (const own of taken) expect(own).toEqual(keys.filter((key) => own.includes(key)));
    await Promise.all(programs.map((journal) => journal.close()));
  });

  test('gives an entry again that was taken more than a minute ago, and is still pending', async () => {
    const journal = await postgres();
    await journal.add(['b.1', 'b.2'].map((key) => entry({ key, state: 'pending' })));
    const take = async () => (await journal.take({ prefix: 'b.' }))?.key;
    expect([await take(), await take(), await take()]).toEqual(['b.1', 'b.2', undefined]);
    await journal.swap(entry({ key: 'b.1', state: 'pending' }), entry({ key: 'b.1' }));
    await database.run(`update wxdi.start set taken_at = taken_at - interval '61 s'`);
    expect([await take(), await take()]).toEqual(['b.2', undefined]);
    await journal.close();
  });

  test('spaces the turns of several programs, and holds all of them', async () => {
    const url = await database.empty();
    const [one, other] = [createPostgresJournal({ url }), createPostgresJournal({ url })];
    await one.migrate();
    const turns = [
      await one.pace.turn('b.', 60_000),
      await other.pace.turn('b.', 60_000),
      await one.pace.turn('b.', 60_000),
    ];
    expect(turns.map((ms) => Math.round(ms / 10_000))).toEqual([0, 6, 12]);
    expect(await other.pace.turn('c.', 0)).toBe(0);
    await one.pace.hold('c.', 30_000);
    await other.pace.hold('c.', 20_000);
    expect(Math.round((await other.pace.turn('c.', 0)) / 10_000)).toBe(3);
    await Promise.all([one.close(), other.close()]);
  });

  test('tells the age of an entry by the clock of the database', async () => {
    const journal = await postgres();
    await journal.swap(undefined, entry({ sentAt: 1 }));
    const { ageMs } = (await journal.find('k')) ?? {};
    expect(ageMs).toBeGreaterThanOrEqual(0);
    expect(ageMs).toBeLessThan(60_000);
    await journal.close();
  });

  test('goes on when its connections are cut, and after a restart of the database', async () => {
    const journal = await postgres();
    expect(await journal.swap(undefined, entry())).toBe(true);
    await database.cutConnections();
    expect(bare(await journal.find('k'))).toEqual(entry());
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
    expect(await journal.migrate()).toEqual({ from: 0, to: 2 });
    expect(await journal.swap(undefined, entry())).toBe(true);
    expect(await journal.migrate()).toEqual({ from: 2, to: 2 });
    expect(bare(await journal.find('k'))).toEqual(entry());
    await journal.close();
  });

  test('is migrated once by several callers at once', async () => {
    const url = await database.empty();
    const journals = Array.from({ length: 4 }, () => createPostgresJournal({ url }));
    const migrations = await Promise.all(journals.map((journal) => journal.migrate()));
    expect(migrations.map(({ from }) => from).toSorted()).toEqual([0, 2, 2, 2]);
    await Promise.all(journals.map((journal) => journal.close()));
  });
});
