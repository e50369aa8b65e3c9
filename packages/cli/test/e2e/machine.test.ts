import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInShell, wxdi, type Result } from './cli.js';
import { startService, type Service } from './service.js';

let service: Service;

beforeAll(async () => {
  service = await startService({ jobs: [{ name: 'nightly' }] });
});
afterAll(() => service.close());

let folders = 0;
/** Creates a folder for one test. */
const folder = async (): Promise<string> => {
  folders += 1;
  const path = join(service.home, String(folders));
  await mkdir(path);
  return path;
};
/** A file where a folder is expected: no user, not even root, can create anything below it. */
const noFolder = async (): Promise<string> => {
  const path = join(await folder(), 'file');
  await writeFile(path, '');
  return path;
};
const { entries, fromEntries } = Object;
const without = (...names: readonly string[]): Record<string, string> =>
  fromEntries(entries(service.env).filter(([name]) => !names.includes(name)));

/** The result of a command, with the number of requests and starts that it sent. */
const counting = async (run: () => Promise<Result>) => {
  const before = service.simulator.requests().length;
  const made = service.starts().length;
  const result = await run();
  return {
    ...result,
    requests: service.simulator.requests().length - before,
    made: service.starts().length - made,
  };
};
const startIt = ['job', 'start', 'nightly'];

describe('the state folder', () => {
  test.each([
    ['the state folder is a file', async () => ({ ...service.env, XDG_STATE_HOME: await noFolder() })],
    ['the home is a file', async () => ({ ...service.env, HOME: await noFolder() })],
  ])('%s: a start is not sent, and the hint names XDG_STATE_HOME', async (_what, environment) => {
    const env = await environment();
    for (const more of [[], ['--key', 'k-1']]) {
      const { code, out, err, made } = await counting(() => wxdi([...startIt, ...more], env));
      expect([code, out, made]).toEqual([6, '', 0]);
      expect(err).toMatch(
        /^error: nothing was sent: the start could not be recorded in the journal: .*\n {2}hint: .*XDG_STATE_HOME.*\n$/,
      );
    }
    const json = await wxdi([...startIt, '-o', 'json'], env);
    expect(JSON.parse(json.err)).toMatchObject({ exitCode: 6, outcome: 'not-sent' });
  });

  test('a full disk leaves no partial file, and the same key starts the run once there is space', async () => {
    const env = { ...service.env, XDG_STATE_HOME: await folder(), XDG_CACHE_HOME: await folder() };
    // No data can be written to files; stdout is a pipe.
    const full = await counting(
      () => startInShell('ulimit -f 0; wxdi', [...startIt, '--key', 'full'], env).ended,
    );
    expect([full.code, full.out, full.made]).toEqual([6, '', 0]);
    expect(full.err).toContain('EFBIG');
    expect(await readdir(join(env.XDG_STATE_HOME, 'wxdi'))).toEqual([]);
    const again = await counting(() => wxdi([...startIt, '--key', 'full'], env));
    expect([again.code, again.made]).toEqual([0, 1]);
  });

  test('its files can be read by the owner only', async () => {
    const env = { ...service.env, XDG_STATE_HOME: await folder() };
    await startInShell('umask 0; wxdi', startIt, env).ended;
    const state = join(env.XDG_STATE_HOME, 'wxdi');
    expect((await stat(state)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(state)) expect((await stat(join(state, name))).mode & 0o777).toBe(0o600);
  });
});

describe('without HOME', () => {
  test('a start is sent once, and other commands work', async () => {
    const { code, made } = await counting(() => wxdi(startIt, without('HOME')));
    expect([code, made]).toEqual([0, 1]);
    const listed = await wxdi(['job', 'list', '-o', 'name'], without('HOME'));
    expect(listed).toEqual({ code: 0, out: 'nightly\n', err: '' });
  });

  test('a start with a key warns that the key is not saved', async () => {
    const { code, err, made } = await counting(() =>
      wxdi([...startIt, '--key', 'homeless'], without('HOME')),
    );
    expect([code, made]).toEqual([0, 1]);
    expect(err).toMatch(/^warning: .*XDG_STATE_HOME.*\n/);
  });

  test('a cache that cannot be written is not used', async () => {
    const env = { ...service.env, XDG_CACHE_HOME: await noFolder() };
    expect(await wxdi(['job', 'list', '-o', 'name'], env)).toEqual({ code: 0, out: 'nightly\n', err: '' });
    expect(await wxdi(['__complete', 'job', 'get', 'ni'], env)).toEqual({
      code: 0,
      out: 'nightly\n',
      err: '',
    });
  });
});

const secret = 'a-secret-api-key';
/** The environment with a configuration file of this text and mode. */
const configured = async (text: string, mode = 0o600): Promise<Record<string, string>> => {
  const base = await folder();
  await mkdir(join(base, 'wxdi'));
  const path = join(base, 'wxdi', 'config.yaml');
  await writeFile(path, text);
  await chmod(path, mode);
  return { ...without('WXDI_BEARER_TOKEN'), XDG_CONFIG_HOME: base };
};
const profile = (credential: string): string => `profile: a\nprofiles:\n  a:\n    ${credential}\n`;

describe('a configuration file', () => {
  test.each([
    [
      'that contains a secret and can be read by other users',
      0o644,
      /other users can read the secrets in \S+config\.yaml: chmod 600 \S+config\.yaml/,
    ],
    [
      'that other users can write to',
      0o622,
      /other users can write to \S+config\.yaml: chmod 600 \S+config\.yaml/,
    ],
  ])('%s is used, with a warning that states the fix', async (_what, mode, warning) => {
    const env = await configured(profile(`bearer_token: ${service.simulator.token}`), mode);
    const { code, out, err } = await wxdi(['job', 'list', '-o', 'tsv', '-q'], env);
    expect([code, out.split('\t')[1]]).toEqual([0, 'nightly']);
    expect(err).toMatch(warning);
    expect(err).not.toContain(service.simulator.token);
    const json = await wxdi(['job', 'list', '-o', 'json'], env);
    expect(JSON.parse(json.err)).toMatchObject({
      level: 'warning',
      message: expect.stringMatching(warning) as string,
    });
  });

  test('that only the owner can read, or that contains no secret, is used without a warning', async () => {
    const own = await configured(profile(`bearer_token: ${service.simulator.token}`));
    expect(await wxdi(['job', 'list', '-o', 'name'], own)).toEqual({ code: 0, out: 'nightly\n', err: '' });
    const open = { ...(await configured('output: name\n', 0o644)), ...service.env };
    expect(await wxdi(['job', 'list'], open)).toEqual({ code: 0, out: 'nightly\n', err: '' });
  });

  test.each([
    [
      'that is not valid YAML',
      `profiles:\n  a:\n    apikey: "${secret}\n`,
      /config\.yaml is not valid YAML: line \d+, column \d+: /,
    ],
    [
      'that is YAML with another structure',
      `profiles:\n  - ${secret}\n`,
      /config\.yaml: profiles must contain names and values/,
    ],
    [
      'with an unknown setting',
      `profile: a\nprofiles:\n  a:\n    apikei: ${secret}\n`,
      /unknown setting "apikei" \(line 4\); did you mean apikey\?/,
    ],
    [
      'that is truncated',
      `profile: a\nprofiles:\n  a: {apikey: ${secret}`,
      /config\.yaml is not valid YAML: line 3, column \d+: /,
    ],
    [
      'that is a binary file',
      '\u0089PNG\r\n\u001a\n\u0000\u0000',
      /config\.yaml must contain names and values/,
    ],
  ])(
    '%s exits with 2 and a message that names the position, and nothing is sent',
    async (_what, text, message) => {
      const env = await configured(text);
      for (const args of [startIt, ['job', 'list'], ['job', 'delete', 'nightly', '-y']]) {
        const { code, out, err, requests } = await counting(() => wxdi(args, env));
        expect([code, out, requests]).toEqual([2, '', 0]);
        expect(err).toMatch(message);
        expect(err).not.toContain(secret);
      }
    },
  );

  test('that is invalid does not prevent help, version and completion', async () => {
    const env = await configured('profiles: [');
    expect((await wxdi(['--version'], env)).code).toBe(0);
    expect((await wxdi(['job', 'start', '--help'], env)).code).toBe(0);
    expect((await wxdi(['completion', 'bash'], env)).code).toBe(0);
  });
});

describe('a project file', () => {
  test.each([
    ['that is not valid YAML', 'project: "x\n', /\.wxdi\.yaml is not valid YAML: line \d+, column \d+: /],
    [
      'that names a URL',
      'project: x\nurl: https://elsewhere.example.com\n',
      /can set only project, space, output and columns, not "url"/,
    ],
    [
      'that names a credential',
      'apikey: theirs\n',
      /can set only project, space, output and columns, not "apikey"/,
    ],
    [
      'that names a command',
      'apikey_command: touch pwned\n',
      /can set only project, space, output and columns, not "apikey_command"/,
    ],
    [
      'that names profiles',
      'profiles: {a: {apikey_command: touch pwned}}\n',
      /can set only .*, not "profiles"/,
    ],
  ])('%s exits with 2, and nothing is sent or executed', async (_what, text, message) => {
    const where = await folder();
    await writeFile(join(where, '.wxdi.yaml'), text);
    const { code, out, err, requests } = await counting(
      () => startInShell('wxdi', startIt, service.env, where).ended,
    );
    expect([code, out, requests]).toEqual([2, '', 0]);
    expect(err).toMatch(message);
    expect(await readdir(where)).toEqual(['.wxdi.yaml']);
    expect(await readFile(join(where, '.wxdi.yaml'), 'utf8')).toBe(text);
  });
});
