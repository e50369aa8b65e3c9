import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres, type TestPostgres } from '@wxdi/testkit/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wxdi } from '../e2e/cli.js';
import { blocksOf, runLines, startService } from './session.js';

const page = fileURLToPath(new URL('../../../../docs/backfills.md', import.meta.url));

let service: Awaited<ReturnType<typeof startService>>;
let postgres: TestPostgres;
let folder: string;

beforeAll(async () => {
  service = await startService(['--jobs', '0'], 500);
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'backfills-'));
});
afterAll(async () => {
  await service.stop();
  await postgres.close();
  await rm(folder, { recursive: true });
});

test('docs/backfills.md: its files are written and its commands run, as it is written', async () => {
  const env = {
    ...service.env,
    XDG_STATE_HOME: join(folder, 'state'),
    PGPASSWORD: new URL(postgres.urlOf('postgres')).password,
  };
  for (const [name, asset] of [
    ['Nightly', 'flow'],
    ['Cleanup', 'fails'],
  ] as const)
    await wxdi(['job', 'create', '--name', name, '--asset', asset], env, folder);
  const { username, host } = new URL(postgres.urlOf('postgres'));
  const text = (await readFile(page, 'utf8')).replaceAll(
    'postgres://wxdi@db.example.com/jobs',
    `postgres://${username}@${host}/postgres`,
  );
  let commands = 0;
  for (const [kind, block] of blocksOf(text)) {
    if (kind === 'json') await writeFile(join(folder, 'orders.jsonl'), block);
    if (kind === 'csv') await writeFile(join(folder, 'orders.csv'), block);
    if (kind === 'sh') commands += await runLines(block, env, folder);
  }
  expect(commands).toBeGreaterThan(10);
});
