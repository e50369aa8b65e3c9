import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSimulator, type Simulator } from '@wxdi/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { tree } from '../../src/commands/index.js';
import { file } from '../e2e/cli.js';

const page = fileURLToPath(new URL('../../../../docs/jobs-in-git.md', import.meta.url));

/** `npm run docs` writes the output of commands; otherwise it is compared. */
const updating = process.env['UPDATE_DOCS'] !== undefined;

let simulators: readonly Simulator[];
let folder: string;

const script = (name: string, text: string): void => {
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
};

/** Both streams of a command line in the order in which they were written, and its exit code. */
const run = async (line: string, env: Readonly<Record<string, string>> = {}) => {
  const screen = openSync(join(folder, 'screen'), 'w');
  const path = `${folder}/bin:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  // The simulators are in this process.
  const child = spawn('bash', ['-eo', 'pipefail', '-c', line], {
    cwd: join(folder, 'work'),
    env: { PATH: path, HOME: folder, ...env },
    stdio: ['ignore', screen, screen],
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  closeSync(screen);
  return { status, text: readFileSync(join(folder, 'screen'), 'utf8').trimEnd() };
};

const profile = ({ url, projectId, token }: Simulator): string =>
  JSON.stringify({ url, project: projectId, bearer_token: token });

beforeAll(async () => {
  const flows = (name: string) => ({
    [`${name}-1`]: { name: 'Customers' },
    [`${name}-2`]: { name: 'Orders' },
  });
  const environments = (name: string) => ({ [`${name}-px`]: 'Default DataStage PX' });
  const dev = await startSimulator({
    token: 'dev-token',
    flows: flows('dev'),
    environments: environments('dev'),
    jobs: [
      {
        name: 'Load customers',
        assetRef: 'dev-1',
        schedule: '0 2 * * *',
        parameters: [{ name: 'region', value: 'emea' }],
        configuration: {
          env_id: 'dev-px',
          env_variables: ['DB_PASSWORD=dev-secret'],
          flow_limits: { warn_limit: 50 },
        },
      },
      { name: 'Load orders', assetRef: 'dev-2' },
    ],
  });
  const prod = await startSimulator({
    token: 'prod-token',
    flows: flows('prod'),
    environments: environments('prod'),
    jobs: 0,
  });
  simulators = [dev, prod];
  folder = mkdtempSync(join(tmpdir(), 'jobs-in-git-'));
  for (const name of ['bin', 'work', '.config/wxdi']) mkdirSync(join(folder, name), { recursive: true });
  script('wxdi', `exec '${process.execPath}' '${file}' "$@"`);
  script('gh', 'printf "%s\\n" "$*" && cat comment.md');
  const config = join(folder, '.config/wxdi/config.yaml');
  writeFileSync(config, `profiles:\n  dev: ${profile(dev)}\n  prod: ${profile(prod)}\n`, { mode: 0o600 });
});
afterAll(async () => {
  for (const simulator of simulators) await simulator.close();
  rmSync(folder, { recursive: true });
});

const masked = (text: string): string =>
  text.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '0191d1a0-7b1e-7000-8000-000000000001');

/** The commands of a block with what they print. */
const played = async (block: string): Promise<string> => {
  const lines: string[] = [];
  for (const line of block.split('\n').filter((one) => one.startsWith('$ ')))
    lines.push(line, masked((await run(line.slice(2))).text));
  return lines.filter((line) => line !== '').join('\n');
};

const canPlan = tree.some(({ name }) => name === 'plan');

describe.skipIf(!canPlan)('docs/jobs-in-git.md', () => {
  test('prints what its commands print', async () => {
    const text = readFileSync(page, 'utf8');
    const parts = /```console\n([\s\S]*?)\n```|`([\w./-]+)`:\n\n```yaml\n([\s\S]*?)```/g;
    let after = '';
    let from = 0;
    for (const { 0: whole, 1: block, 2: path = '', 3: content = '', index } of text.matchAll(parts)) {
      after += text.slice(from, index);
      from = index + whole.length;
      after += block === undefined ? whole : `\`\`\`console\n${await played(block)}\n\`\`\``;
      if (block !== undefined) continue;
      mkdirSync(dirname(join(folder, 'work', path)), { recursive: true });
      writeFileSync(join(folder, 'work', path), content);
    }
    after += text.slice(from);
    if (updating) writeFileSync(page, after);
    else expect(after).toBe(text);
  });

  test('has a workflow whose steps comment a plan, and apply it', async () => {
    const [, workflow = ''] = /```yaml\n(name: jobs\n[\s\S]*?)\n```\n/.exec(readFileSync(page, 'utf8')) ?? [];
    const { jobs, defaults } = parse(workflow) as {
      readonly defaults: unknown;
      readonly jobs: {
        readonly prod: { readonly steps: readonly { readonly name?: string; readonly run: string }[] };
      };
    };
    expect(defaults).toEqual({ run: { shell: 'bash' } });
    const [, prod] = simulators as readonly [Simulator, Simulator];
    const env = {
      WXDI_URL: prod.url,
      WXDI_PROJECT_ID: prod.projectId,
      WXDI_BEARER_TOKEN: prod.token,
      DB_PASSWORD: 'new-secret',
      PR: '7',
    };
    const step = (name: string) => run(jobs.prod.steps.find((one) => one.name === name)?.run ?? 'false', env);
    expect((await step('Plan')).status).toBe(0);
    const { text } = await step('Comment');
    expect(text).toContain('pr comment 7 --edit-last --create-if-none --body-file comment.md\n~~~\n');
    expect(text).toContain('1 to update, 1 unchanged');
    expect(text).not.toContain('new-secret');
    const apply = await step('Apply');
    expect([apply.status, apply.text]).toEqual([0, expect.stringContaining('updated') as string]);
    expect((await step('Apply')).status).toBe(5);
    expect((await step('Plan')).text).toContain('2 unchanged');
  });
});
