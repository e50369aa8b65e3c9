import type { Simulator } from '@wxdi/simulator';
import { startSimulator } from '@wxdi/simulator';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = new URL('../', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
const readme = readFileSync(new URL('../README.md', folder), 'utf8');
const source = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** Runs a file like a user, with the service configured in the environment. */
const node = (file: string, { url, projectId, token }: Simulator) =>
  promisify(execFile)(process.execPath, [fileURLToPath(new URL(file, folder))], {
    env: { ...process.env, WXDI_URL: url, WXDI_PROJECT_ID: projectId, WXDI_BEARER_TOKEN: token },
  });

describe('the snippets of the README', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({
      speed: 10,
      jobs: [{ name: 'nightly load', assetRef: crypto.randomUUID() }],
    });
  });
  afterAll(() => simulator.close());

  it.each(files)('hold %s word for word', (file) => {
    expect(readme).toContain(`\`\`\`ts\n${source(file)}\`\`\``);
  });

  it('are three', () => {
    expect(files).toEqual(['compose.ts', 'follow-log.ts', 'start-and-wait.ts']);
  });

  it('start a job and wait for its run', async () => {
    const { stdout } = await node('start-and-wait.ts', simulator);
    expect(stdout).toMatch(/^job run: Completed, \d+ rows written\n$/);
  });

  it('follow the log of a run', async () => {
    const { stdout } = await node('follow-log.ts', simulator);
    expect(stdout).toMatch(/^now \w+\n[^]*Starting job nightly load[^]*now Completed\n/);
  });

  it('compose programs of the core', async () => {
    const { stdout } = await node('compose.ts', simulator);
    expect(stdout).toContain("{ _tag: 'Right', right: 'Completed' }");
  });
});
