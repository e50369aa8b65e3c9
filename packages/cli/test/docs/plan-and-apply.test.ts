import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, runLines, startService } from './session.js';

const page = fileURLToPath(new URL('../../../../docs/plan-and-apply.md', import.meta.url));

let services: readonly Awaited<ReturnType<typeof startService>>[];
let folder: string;

beforeAll(async () => {
  services = await Promise.all([startService(['--jobs', '3']), startService(['--jobs', '1'])]);
  folder = await mkdtemp(join(tmpdir(), 'plan-and-apply-'));
});
afterAll(async () => {
  await Promise.all(services.map(({ stop }) => stop()));
  await rm(folder, { recursive: true });
});

/** A configuration with a profile for each service. */
const configured = async (): Promise<Record<string, string>> => {
  const profiles = services.map(
    ({ env }, i) =>
      `  ${i === 0 ? 'dev' : 'prod'}: { url: '${env['WXDI_URL']}', project: '${env['WXDI_PROJECT_ID']}' }`,
  );
  const path = join(folder, 'config/wxdi/config.yaml');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, ['profiles:', ...profiles, ''].join('\n'), { mode: 0o600 });
  const { WXDI_URL: _, WXDI_PROJECT_ID: _p, ...others } = services[0]?.env ?? {};
  return { ...others, XDG_CONFIG_HOME: join(folder, 'config') };
};

test('docs/plan-and-apply.md: its files are written and its commands run against two services, as it is written', async () => {
  const env = await configured();
  const text = await readFile(page, 'utf8');
  let commands = 0;
  for (const [kind, block] of blocksOf(text)) {
    const path = /^# (\S+\.yaml)\n/.exec(block)?.[1];
    if (kind === 'yaml' && path !== undefined) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), block);
    }
    if (kind === 'sh') commands += await runLines(block, env, folder);
  }
  expect(commands).toBeGreaterThan(15);
});
