import type { FileHandle } from 'node:fs/promises';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createSafely } from '../../src/journal/files.js';

/** What each sync of a file or a folder finds. */
const watchSyncs = async (look: () => object): Promise<object[]> => {
  const probe = await open(tmpdir(), 'r');
  const files = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const seen: object[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { sync } = files;
  const spy = vi.spyOn(files, 'sync').mockImplementation(async function (this: FileHandle) {
    const isFolder = (await this.stat()).isDirectory();
    await sync.call(this);
    seen.push({ synced: isFolder ? 'folder' : 'file', ...look() });
  });
  onTestFinished(() => spy.mockRestore());
  return seen;
};

it('an entry is written and synced before it has its name, and its name is synced before it counts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const seen = await watchSyncs(() => ({
    texts: readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
    named: existsSync(join(folder, 'entry')),
  }));
  expect(await createSafely(folder, 'entry', 'text')).toBe(true);
  expect(seen).toEqual([
    { synced: 'file', texts: ['text'], named: false },
    { synced: 'folder', texts: ['text'], named: true },
  ]);
});
