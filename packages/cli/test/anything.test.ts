import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Command } from '@commander-js/extra-typings';
import { ownOptions } from '../src/command-line/definition.js';
import { globalOptions } from '../src/command-line/global-options.js';
import { profileKeys } from '../src/settings/keys.js';
import { aJob, fakeClient, jobId, runId } from './fakes/client.js';
import { allCommands } from './fakes/commands.js';
import { configured, run } from './fakes/context.js';

/** The documented exit codes, except 1, which would be a bug. */
const exits = new Set([0, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 20, 124, 130, 143]);
const secrets = ['planted-apikey-1', 'planted-token-2', 'planted-password-3'];
const config = '/home/me/.config/wxdi/config.yaml';

const longOf = ({ long }: { readonly long?: string | undefined }): string => (long ?? '').replace(/^--/, '');
const globalNames = globalOptions(new Command()).options.map(longOf);
const all = allCommands()
  // These run until a signal, or for seconds.
  .filter(({ path }) => path[0] !== 'simulator' && path[0] !== 'demo')
  .map(({ path, definition }) => ({ path, flags: ownOptions(definition).map(longOf) }));

const value = fc.oneof(
  fc.constantFrom(
    jobId,
    runId,
    '@latest',
    '@active',
    'Load customers',
    '../x',
    '-',
    '',
    '3',
    '0',
    'none',
    '5m',
    'json',
  ),
  fc.constantFrom(
    'yaml',
    'name',
    'tsv',
    'a=b',
    'a:=1',
    'Running',
    '@f',
    'f',
    '0 6 * * *',
    '[].name',
    'GET',
    '/v2/jobs',
    'bash',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'work',
    'https://x.example.com',
    'dallas',
    'attach',
    'dsjob',
    'always',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const flag = (names: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(
      ...names.map((name) => `--${name}`),
      '-n',
      '-q',
      '-v',
      '-y',
      '-h',
      '-o',
      '--',
      '--__proto__',
      '--toString',
    ),
    fc.tuple(fc.constantFrom(...names), value).map(([name, text]) => `--${name}=${text}`),
  );

/** A command with its own and other flags, or arbitrary words. */
const line = fc
  .constantFrom(...all)
  .chain(({ path, flags }) =>
    fc.tuple(
      fc.oneof(
        { weight: 6, arbitrary: fc.constant(path) },
        { weight: 1, arbitrary: fc.array(value, { maxLength: 2 }) },
      ),
      fc.array(fc.oneof(value, flag([...flags, ...globalNames])), { maxLength: 7 }),
    ),
  )
  .map(([path, rest]) => [...path, ...rest]);

const setting = fc.tuple(
  fc.constantFrom(...Object.keys(profileKeys), 'output', 'columns', 'regoin', '__proto__'),
  fc.constantFrom(
    ...secrets,
    'dallas',
    'https://x.example.com',
    'json',
    'iam',
    '[1]',
    '{job: [id]}',
    '*x',
    '"',
    '&a [*a]',
    '',
  ),
);
const members = (settings: readonly (readonly [string, string])[]): string =>
  settings.map(([key, text]) => `    ${key}: ${text}\n`).join('');
const configuration = fc.oneof(
  fc
    .array(setting, { maxLength: 6 })
    .map((settings) => `profile: work\nprofiles:\n  work:\n${members(settings)}`),
  fc.array(setting, { maxLength: 3 }).map((settings) => members(settings).replaceAll('    ', '')),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `${text}\napikey: ${secrets[0]}`),
);
const environment = fc.record(
  Object.fromEntries(
    Object.values(profileKeys).map((name) => [
      name,
      fc.constantFrom(...secrets, 'dallas', 'https://x.example.com', 'iam', '1', 'f'),
    ]),
  ),
  { requiredKeys: [] },
);

test(
  'any command line, environment and configuration ends with a documented exit code, without stack trace or secret',
  { timeout: 300_000 },
  async () => {
    const world = fc.record({
      argv: line,
      terminal: fc.boolean(),
      user: fc.option(configuration),
      folder: fc.option(configuration, { freq: 6 }),
      settings: fc.oneof(
        { weight: 3, arbitrary: fc.constant(configured) },
        { weight: 1, arbitrary: environment },
      ),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ argv, terminal, user, folder, settings }) => {
        const env: Record<string, string> = { HOME: '/home/me', ...(settings as Record<string, string>) };
        const files = {
          f: '{"a":1}',
          ...(user === null ? {} : { [config]: user }),
          ...(folder === null ? {} : { '.wxdi.yaml': folder }),
        };
        const client = fakeClient({ jobPages: [[aJob()]] });
        const { code, out, err } = await run(argv, { client, files, terminal, env });
        const shown = `${JSON.stringify({ argv, files, env })}: ${code}\n${err}`;
        expect(exits.has(code), shown).toBe(true);
        if (code === 2 && !argv.includes('doctor')) expect(out, shown).toBe('');
        if (!argv.some((word) => word.startsWith('--debug')))
          expect(err, shown).not.toMatch(/\n\s+at .*[/\\]/);
        for (const secret of [...secrets, configured.WXDI_BEARER_TOKEN]) {
          // The value of a secret setting is never printed; the same text in another place may be.
          if (isPlantedAsSecret(secret, env, files)) expect(out + err, shown).not.toContain(secret);
        }
      }),
      { numRuns: 2_000 },
    );
  },
);

const isPlantedAsSecret = (
  secret: string,
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): boolean =>
  ['WXDI_APIKEY', 'WXDI_BEARER_TOKEN', 'WXDI_PASSWORD'].some((name) => env[name] === secret) ||
  new RegExp(`^ +(?:apikey|bearer_token|password): ${secret}$`, 'm').test(files[config] ?? '');
