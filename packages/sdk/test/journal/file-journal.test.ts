import type { JournalEntry } from '@wxdi/core';
import { fileJournal, memoryJournal } from '@wxdi/sdk/fp';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
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

/** All files of a folder except the one that records when it was last cleaned up. */
const entries = (path: string): readonly string[] =>
  readdirSync(path)
    .filter((name) => name !== 'tidied')
    .toSorted();

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
  it('returns the stored entry, and nothing for another key', async () => {
    const journal = open();
    expect(await journal.find('k')()).toEqual({ _tag: 'Right', right: undefined });
    expect(await journal.swap(undefined, entry())()).toEqual({ _tag: 'Right', right: true });
    expect(await journal.find('k')()).toEqual({ _tag: 'Right', right: entry() });
    expect(await journal.find('other')()).toEqual({ _tag: 'Right', right: undefined });
  });

  it('replaces an entry only if it is still the one that was read', async () => {
    const journal = open();
    await journal.swap(undefined, entry())();
    expect(await journal.swap(undefined, entry({ sentAt: 2 }))()).toEqual({ _tag: 'Right', right: false });
    const started = entry({ state: 'started', runId: 'run-1' });
    expect(await journal.swap(entry(), started)()).toEqual({ _tag: 'Right', right: true });
    expect(await journal.find('k')()).toEqual({ _tag: 'Right', right: started });
  });

  it('lets exactly one of many concurrent callers claim a key', async () => {
    const journal = open();
    const claims = Array.from({ length: 20 }, (__, i) => journal.swap(undefined, entry({ sentAt: i }))());
    const won = (await Promise.all(claims)).filter((claim) => claim._tag === 'Right' && claim.right);
    expect(won).toHaveLength(1);
  });
});

describe('a journal in memory', () => {
  it('forgets the keys that were used longest ago, and remembers ten thousand', async () => {
    const journal = memoryJournal();
    const known = async (n: number) => {
      const found = await journal.find(`k${n}`)();
      return found._tag === 'Right' && found.right !== undefined;
    };
    for (let n = 0; n < 10_000; n += 1) await journal.swap(undefined, entry({ key: `k${n}` }))();
    expect(await known(0)).toBe(true);
    await journal.swap(entry({ key: 'k0' }), entry({ key: 'k0', state: 'refused' }))();
    await journal.swap(undefined, entry({ key: 'k10000' }))();
    expect([await known(0), await known(1), await known(2), await known(10_000)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('a journal in files', () => {
  it('can be read by the next process, and by its owner only', async () => {
    await fileJournal(join(folder, 'starts')).swap(undefined, entry())();
    expect(await fileJournal(join(folder, 'starts')).find('k')()).toEqual({ _tag: 'Right', right: entry() });
    expect(statSync(join(folder, 'starts')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'starts/start-k.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'starts/tidied')).mode & 0o777).toBe(0o600);
    expect(entries(join(folder, 'starts'))).toEqual(['start-k.json']);
  });

  it.each(['', '{"key":"k"', '[]', '{"key":"k","state":"dreaming"}'])(
    'reports a damaged entry: %j',
    async (text) => {
      writeFileSync(join(folder, 'start-k.json'), text);
      expect(await fileJournal(folder).find('k')()).toMatchObject({
        left: { message: expect.stringContaining('is damaged') as string, reason: 'damaged' },
      });
      expect(await fileJournal(folder).swap(undefined, entry())()).toMatchObject({ _tag: 'Left' });
      expect(readFileSync(join(folder, 'start-k.json'), 'utf8')).toBe(text);
    },
  );

  it.each<[string, (path: string) => void]>([
    ['a pipe', (path) => execFileSync('sh', ['-c', 'mkfifo "$0"', path])],
    ['a folder', (path) => mkdirSync(path)],
    [
      'a link to an entry',
      (path) => {
        writeFileSync(`${path}.other`, JSON.stringify(entry()));
        symlinkSync(`${path}.other`, path);
      },
    ],
  ])('does not wait for, or follow, %s in place of an entry', async (_, make) => {
    make(join(folder, 'start-k.json'));
    for (const ended of [fileJournal(folder).find('k')(), fileJournal(folder).swap(undefined, entry())()])
      expect(await ended).toMatchObject({
        left: { message: expect.stringContaining('is not a regular file') as string, reason: 'damaged' },
      });
  });

  it.each([0o770, 0o702, 0o777])(
    'refuses a folder with the mode %o, to which others may write',
    async (mode) => {
      const journal = fileJournal(folder);
      chmodSync(folder, mode);
      const refused = {
        left: { message: expect.stringContaining(`chmod go-w ${folder}`) as string, reason: 'unsafe' },
      };
      expect(await journal.find('k')()).toMatchObject(refused);
      expect(await journal.swap(undefined, entry())()).toMatchObject(refused);
      expect(entries(folder)).toEqual([]);
      chmodSync(folder, 0o755);
      expect(await journal.swap(undefined, entry())()).toEqual({ _tag: 'Right', right: true });
    },
  );

  it.each(['', '/', '//'])('refuses a folder that is a link, also with "%s" at its end', async (end) => {
    const [target, link] = [join(folder, 'target'), join(folder, 'link')];
    mkdirSync(target);
    symlinkSync(target, link);
    const refused = {
      left: { message: expect.stringContaining('is a symbolic link') as string, reason: 'unsafe' },
    };
    expect(await fileJournal(link + end).find('k')()).toMatchObject(refused);
    expect(await fileJournal(link + end).swap(undefined, entry())()).toMatchObject(refused);
    expect(entries(target)).toEqual([]);
  });

  it('reports that it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await fileJournal(join(folder, 'file')).swap(undefined, entry())()).toMatchObject({
      _tag: 'Left',
    });
  });

  it('writes a separate file for each step, so that an interruption loses nothing', async () => {
    const journal = fileJournal(folder);
    const started = entry({ state: 'started', runId: 'run-1' });
    await journal.swap(undefined, entry())();
    await journal.swap(entry(), started)();
    expect(entries(folder)).toEqual(['start-k.json', 'start-k~2.json']);
    expect(await fileJournal(folder).find('k')()).toEqual({ _tag: 'Right', right: started });
    expect(await journal.swap(entry(), entry({ state: 'refused' }))()).toEqual({
      _tag: 'Right',
      right: false,
    });
  });

  it('is not blocked by the files of a killed process', async () => {
    writeFileSync(join(folder, 'start-k.json.lock'), '');
    writeFileSync(join(folder, 'start-k.json.1.tmp'), '{"key":');
    expect(await fileJournal(folder).swap(undefined, entry())()).toEqual({ _tag: 'Right', right: true });
  });

  describe('is cleaned up', () => {
    const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
    const put = (name: string, age: number): void => {
      writeFileSync(join(folder, name), '{}');
      utimesSync(join(folder, name), days(age), days(age));
    };

    it('despite broken links, and without changing the target of a link', async () => {
      writeFileSync(join(folder, 'notes.txt'), 'mine');
      utimesSync(join(folder, 'notes.txt'), days(2), days(2));
      symlinkSync(join(folder, 'notes.txt'), join(folder, 'tidied'));
      symlinkSync(join(folder, 'nowhere'), join(folder, 'start-a.json'));
      put('start-old.json', 91);
      await fileJournal(folder).swap(undefined, entry())();
      expect(entries(folder)).toEqual(['notes.txt', 'start-a.json', 'start-k.json']);
      expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
    });

    it('by deleting entries that were last used more than 90 days ago, and no other files', async () => {
      for (const name of [
        'start-old.json',
        'start-old~2.json',
        'start-x.json.1-2.tmp',
        'note.json',
        'start-',
      ])
        put(name, 91);
      put('start-used.json', 400);
      put('start-used~2.json', 89);
      put('start-y.json.1-2.tmp', 89);
      await fileJournal(folder).swap(undefined, entry())();
      expect(entries(folder)).toEqual([
        'note.json',
        'start-',
        'start-k.json',
        'start-used.json',
        'start-used~2.json',
        'start-y.json.1-2.tmp',
      ]);
    });

    it('at most once a day, and only for a new key', async () => {
      put('tidied', 0.9);
      put('start-old.json', 91);
      const journal = fileJournal(folder);
      await journal.swap(undefined, entry())();
      put('tidied', 1.1);
      await journal.swap(entry(), entry({ state: 'refused' }))();
      expect(entries(folder)).toContain('start-old.json');
      await journal.swap(undefined, entry({ key: 'l' }))();
      expect(entries(folder)).not.toContain('start-old.json');
      expect(statSync(join(folder, 'tidied')).mtimeMs).toBeGreaterThan(days(0.5).getTime());
    });

    it('unless that fails, and the entry is still written', async () => {
      mkdirSync(join(folder, 'tidied'));
      utimesSync(join(folder, 'tidied'), days(2), days(2));
      expect(await fileJournal(folder).swap(undefined, entry())()).toEqual({ _tag: 'Right', right: true });
    });
  });
});
