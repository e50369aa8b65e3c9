import type { JournalEntry, OwnJournal } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { journalOf } from '../src/settings/journal.js';
import { run } from './fakes/context.js';

test('journal migrate without a URL names the variables: exit 2', async () => {
  const { code, err } = await run(['journal', 'migrate'], { env: {} });
  expect(code).toBe(2);
  expect(err).toContain('use --journal, WXDI_JOURNAL_URL or WXDI_JOURNAL_URL_FILE');
});

describe('the journal in PostgreSQL', () => {
  const fake = async () => {
    const written: string[] = [];
    const write = (name: string) => async () => {
      written.push(name);
      return true;
    };
    const journal = {
      find: async () => undefined,
      list: async () => [],
      swap: write('swap'),
      add: async () => void written.push('add'),
      take: async () => undefined,
      pace: { turn: async () => 0, hold: async () => undefined },
      migrate: async () => ({ from: 0, to: 0 }),
      close: async () => undefined,
    };
    const open = async (dryRun: boolean) =>
      (
        await journalOf({
          context: { env: { WXDI_JOURNAL_URL: 'postgres://h/d' }, openJournal: async () => journal } as never,
          globals: {},
          secrets: { add: () => undefined } as never,
          dryRun: dryRun ? ({} as never) : undefined,
        })
      ).journal as OwnJournal;
    return { open, written };
  };
  const entry: JournalEntry = { key: 'k', jobId: 'j', request: 'r', sentAt: 1, state: 'pending' };

  test('hands out orders to workers and keeps their pace', async () => {
    const journal = await (await fake()).open(false);
    expect([journal.take, journal.add, journal.pace].map((member) => typeof member)).toEqual([
      'function',
      'function',
      'object',
    ]);
  });

  test('is not written in a dry run', async () => {
    const { open, written } = await fake();
    const journal = await open(true);
    expect(await journal.swap(undefined, entry)).toBe(true);
    await journal.add?.([entry]);
    expect(written).toEqual([]);
  });
});
