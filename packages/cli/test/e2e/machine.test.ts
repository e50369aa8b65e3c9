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
/** A folder of a test's own. */
const folder = async (): Promise<string> => {
  folders += 1;
  const path = join(service.home, String(folders));
  await mkdir(path);
  return path;
};
/** A file where a folder is expected: nothing can be made below it, whoever one is. */
const noFolder = async (): Promise<string> => {
  const path = join(await folder(), 'file');
  await writeFile(path, '');
  return path;
};
const { entries, fromEntries } = Object;
const without = (...names: readonly string[]): Record<string, string> =>
  fromEntries(entries(service.env).filter(([name]) => !names.includes(name)));

/** How a command ends, and how many requests it sent. */
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

describe('a state folder that cannot be written', () => {
  test.each([
    ['the state folder is a file', async () => ({ ...service.env, XDG_STATE_HOME: await noFolder() })],
    ['the home is a file', async () => ({ ...service.env, HOME: await noFolder() })],
  ])('%s: a start is not sent, and says which folder to name', async (_what, environment) => {
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

  test('a disk that is full leaves nothing behind, and with room the same key starts the run', async () => {
    const env = { ...service.env, XDG_STATE_HOME: await folder(), XDG_CACHE_HOME: await folder() };
    // No file may grow; stdout is a pipe.
    const full = await counting(
      () => startInShell('ulimit -f 0; wxdi', [...startIt, '--key', 'full'], env).ended,
    );
    expect([full.code, full.out, full.made]).toEqual([6, '', 0]);
    expect(full.err).toContain('EFBIG');
    expect(await readdir(join(env.XDG_STATE_HOME, 'wxdi'))).toEqual([]);
    const again = await counting(() => wxdi([...startIt, '--key', 'full'], env));
    expect([again.code, again.made]).toEqual([0, 1]);
  });

  test('what was noted is for the owner alone', async () => {
    const env = { ...service.env, XDG_STATE_HOME: await folder() };
    await startInShell('umask 0; wxdi', startIt, env).ended;
    const state = join(env.XDG_STATE_HOME, 'wxdi');
    expect((await stat(state)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(state)) expect((await stat(join(state, name))).mode & 0o777).toBe(0o600);
  });
});

describe('without a home', () => {
  test('a start is sent once, and all else works', async () => {
    const { code, made } = await counting(() => wxdi(startIt, without('HOME')));
    expect([code, made]).toEqual([0, 1]);
    const listed = await wxdi(['job', 'list', '-o', 'name'], without('HOME'));
    expect(listed).toEqual({ code: 0, out: 'nightly\n', err: '' });
  });

  test('a start with a key says that the key is noted nowhere on this machine', async () => {
    const { code, err, made } = await counting(() =>
      wxdi([...startIt, '--key', 'homeless'], without('HOME')),
    );
    expect([code, made]).toEqual([0, 1]);
    expect(err).toMatch(/^warning: .*XDG_STATE_HOME.*\n/);
  });

  test('a cache that cannot be written is done without', async () => {
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
/** A configuration with this text and these permission bits. */
const configured = async (text: string, mode = 0o600): Promise<Record<string, string>> => {
  const base = await folder();
  await mkdir(join(base, 'wxdi'));
  const path = join(base, 'wxdi', 'config.yaml');
  await writeFile(path, text);
  await chmod(path, mode);
  return { ...without('WXDI_BEARER_TOKEN'), XDG_CONFIG_HOME: base };
};
const profile = (credential: string): string => `profile: a\nprofiles:\n  a:\n    ${credential}\n`;

describe('a configuration', () => {
  test.each([
    [
      'that holds a secret and can be read by all',
      0o644,
      /other users can read the secrets in \S+config\.yaml: chmod 600 \S+config\.yaml/,
    ],
    [
      'that others may write to',
      0o622,
      /other users can write to \S+config\.yaml: chmod 600 \S+config\.yaml/,
    ],
  ])('%s is used, with a warning that says what to do', async (_what, mode, warning) => {
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

  test('that is for the owner alone, or holds no secret, is used without a word', async () => {
    const own = await configured(profile(`bearer_token: ${service.simulator.token}`));
    expect(await wxdi(['job', 'list', '-o', 'name'], own)).toEqual({ code: 0, out: 'nightly\n', err: '' });
    const open = { ...(await configured('output: name\n', 0o644)), ...service.env };
    expect(await wxdi(['job', 'list'], open)).toEqual({ code: 0, out: 'nightly\n', err: '' });
  });

  test.each([
    [
      'that is not valid YAML',
      `profiles:\n  a:\n    apikey: "${secret}\n`,
      /config\.yaml is not valid YAML: line \d+: /,
    ],
    [
      'that is YAML of another shape',
      `profiles:\n  - ${secret}\n`,
      /config\.yaml: profiles must contain names and values/,
    ],
    [
      'with a setting that there is not',
      `profiles:\n  a:\n    apikei: ${secret}\n`,
      /unknown setting "apikei"; did you mean apikey\?/,
    ],
    [
      'of which only a part arrived',
      `profile: a\nprofiles:\n  a: {apikey: ${secret}`,
      /config\.yaml is not valid YAML: line 3: /,
    ],
    ['that is a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000', /config\.yaml must contain names and values/],
  ])('%s is exit 2, names the place, and nothing is sent', async (_what, text, message) => {
    const env = await configured(text);
    for (const args of [startIt, ['job', 'list'], ['job', 'delete', 'nightly', '-y']]) {
      const { code, out, err, requests } = await counting(() => wxdi(args, env));
      expect([code, out, requests]).toEqual([2, '', 0]);
      expect(err).toMatch(message);
      expect(err).not.toContain(secret);
    }
  });

  test('that is broken does not keep help and versions from being shown', async () => {
    const env = await configured('profiles: [');
    expect((await wxdi(['--version'], env)).code).toBe(0);
    expect((await wxdi(['job', 'start', '--help'], env)).code).toBe(0);
    expect((await wxdi(['completion', 'bash'], env)).code).toBe(0);
  });
});

describe('a project file', () => {
  test.each([
    ['that is not valid YAML', 'project: "x\n', /\.wxdi\.yaml is not valid YAML: line \d+: /],
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
  ])('%s is exit 2, and nothing is sent or run', async (_what, text, message) => {
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
