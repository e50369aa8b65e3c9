import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { clientOver } from '../support/fake-network.js';

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

it.each<[string, (path: string) => void, object]>([
  [
    'damaged',
    (path) => writeFileSync(join(path, 'start-k.json'), '{'),
    { kind: 'Undecodable', retryable: false },
  ],
  ['open to others', (path) => chmodSync(path, 0o777), { kind: 'InvalidInput', retryable: false }],
])('a start with a journal that is %s is refused for good, and nothing is sent', async (_, spoil, error) => {
  const path = folder();
  spoil(path);
  const { client, sent } = clientOver([], { journal: { folder: path } });
  await expect(client.jobs.start('job-1', {}, { key: 'k' })).rejects.toMatchObject({
    ...error,
    outcome: 'not-sent',
  });
  expect(sent).toEqual([]);
});
