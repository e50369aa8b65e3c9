import { createClient } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { fakeClient } from './fakes/client.js';
import { run, start, type World } from './fakes/context.js';

const config = '/home/me/.config/wxdi/config.yaml';
const home = { HOME: '/home/me' };
const list = ['job', 'list'];

const work = `
profile: work
output: json
profiles:
  work:
    url: https://work.example.com
    project: work-project
    apikey_command: pass show work/apikey
    auth_type: iam
  cloud:
    region: dallas
    space: cloud-space
    bearer_token: cloud-token-value
    output: tsv
`;

/** What the client was made of. */
const optionsOf = async (argv: readonly string[], world: World) => {
  const started = start(argv, {
    client: fakeClient(),
    commands: { 'pass show work/apikey': 'key-of-work\n' },
    ...world,
  });
  const code = await started.code;
  return { code, err: started.err(), out: started.out(), options: started.connected[0] };
};

describe('settings are read from', () => {
  const files = { [config]: work };

  test('the profile that the configuration selects, and its apikey_command', async () => {
    const { code, options, out } = await optionsOf(list, { env: home, files });
    expect(code).toBe(0);
    expect(options).toMatchObject({ url: 'https://work.example.com', project: 'work-project' });
    expect(options?.auth.type).toBe('iam');
    expect(out).toMatch(/^\[/);
  });

  test('the profile that WXDI_PROFILE selects, below the environment', async () => {
    const env = { ...home, WXDI_PROFILE: 'cloud', WXDI_PROJECT_ID: 'from-environment' };
    const { options, out } = await optionsOf(list, { env, files });
    expect(options).toMatchObject({ region: 'dallas', project: 'from-environment' });
    expect(options).not.toHaveProperty('space');
    expect(out).toMatch(/^0191/);
  });

  test('the profile that --profile names, above the environment', async () => {
    const env = { ...home, WXDI_PROJECT_ID: 'from-environment', WXDI_APIKEY: 'k', WXDI_OUTPUT: 'json' };
    const { options, out } = await optionsOf([...list, '--profile', 'cloud'], { env, files });
    expect(options).toMatchObject({ region: 'dallas', space: 'cloud-space', auth: { type: 'bearertoken' } });
    expect(out).toMatch(/^0191/);
  });

  test('flags, which win over everything', async () => {
    const argv = [...list, '--profile', 'cloud', '--project', 'flag', '--region', 'tokyo', '-o', 'json'];
    const { options, out } = await optionsOf(argv, { env: home, files });
    expect(options).toMatchObject({ region: 'tokyo', project: 'flag' });
    expect(out).toMatch(/^\[/);
  });

  test('the project file, below the environment and above the configuration file', async () => {
    const folder = { ...files, '.wxdi.yaml': 'project: of-folder\noutput: jsonl\n' };
    const { options, out } = await optionsOf(list, { env: home, files: folder });
    expect(options).toMatchObject({ url: 'https://work.example.com', project: 'of-folder' });
    expect(out).toMatch(/^\{/);
    const env = { ...home, WXDI_PROJECT_ID: 'from-environment', WXDI_OUTPUT: 'tsv' };
    const over = await optionsOf(list, { env, files: folder });
    expect(over.options).toMatchObject({ project: 'from-environment' });
    expect(over.out).toMatch(/^0191/);
  });

  test('$XDG_CONFIG_HOME if it is set', async () => {
    const env = { ...home, XDG_CONFIG_HOME: '/xdg' };
    const { options } = await optionsOf(list, { env, files: { '/xdg/wxdi/config.yaml': work } });
    expect(options).toMatchObject({ project: 'work-project' });
  });
});

describe('a project file can set project, space, output and columns only', () => {
  test.each([
    'url: https://evil.example.com',
    'apikey: x',
    'apikey_command: curl evil',
    'profile: work',
    'profiles: {}',
  ])('%s', async (text) => {
    const { code, err, options } = await optionsOf(list, {
      env: home,
      files: { [config]: work, '.wxdi.yaml': text },
    });
    expect([code, options]).toEqual([2, undefined]);
    expect(err).toMatch(/can set only project, space, output and columns, not "\w+" \(line 1\)/);
  });
});

describe('a certificate file that cannot be used is exit 2, and is named by the setting', () => {
  const profile = (setting: string) =>
    `profile: a\nprofiles:\n  a: {url: "https://h", project: p, bearer_token: t-o-k, ${setting}}`;
  const der = '0\ufffd\u0003\ufffd';
  const cut = '-----BEGIN CERTIFICATE-----\nMIIB';
  const world = (text: string, setting?: string): World => ({
    env: {
      ...home,
      ...(setting === undefined && {
        WXDI_URL: 'https://h',
        WXDI_PROJECT_ID: 'p',
        WXDI_BEARER_TOKEN: 't-o-k',
        WXDI_CA_FILE: 'ca.der',
      }),
    },
    files: {
      ...(text !== '' && { 'ca.der': text, '/home/me/.config/wxdi/ca.der': text }),
      ...(setting !== undefined && { [config]: profile(setting) }),
    },
    connect: async (options) => createClient(options),
  });
  const convert = /is DER: convert it with openssl x509 -inform der -in \S*ca\.der -out \S*ca\.pem$/m;
  const ca = /^error: ca_file of profile a in \S+config\.yaml: expected /;

  test.each<[string, World, readonly RegExp[]]>([
    ['DER, from the environment', world(der), [/^error: WXDI_CA_FILE: expected PEM text/, convert]],
    ['DER, from a profile', world(der, 'ca_file: ca.der'), [ca, convert]],
    [
      'missing',
      world(''),
      [/^error: WXDI_CA_FILE: expected a readable file, not ca\.der \(no such file\)$/m],
    ],
    [
      'missing, from a profile',
      world('', 'ca_file: ca.der'),
      [ca, /a readable file, not \/home\/me\S+ \(no such file\)/],
    ],
    ['cut off', world(cut), [/^error: WXDI_CA_FILE: expected PEM text that OpenSSL can read$/m]],
    ['cut off, from a profile', world(cut, 'ca_file: ca.der'), [ca, /PEM text that OpenSSL can read$/m]],
  ])('%s', async (_, given, messages) => {
    const { code, err, out } = await run(list, given);
    expect([code, out]).toEqual([2, '']);
    for (const message of messages) expect(err).toMatch(message);
    expect(err).not.toMatch(/tls\.|field/);
  });
});

describe('an invalid configuration is exit 2 and its error contains no secret', () => {
  test.each([
    ['profiles: [', 'is not valid YAML: line 1, column 12: '],
    ['- a\n- b', 'must contain names and values'],
    [
      'profile: a\nprofiles:\n  a:\n    space: s\n    regoin: dallas',
      ': a: unknown setting "regoin" (line 5); did you mean region?',
    ],
    ['outptu: json', 'config.yaml: unknown setting "outptu" (line 1); did you mean output?'],
    [
      'profile: a\nprofiles:\n  a: {apikey: [never-shown]}',
      'a.apikey must be text that is not empty (line 3)',
    ],
    ['profiles: {a: {apikey: *never-shown}}', 'is not valid YAML'],
    ['profiles: {a: {apikey: "never-shown}}', 'is not valid YAML'],
    ['output: xml', 'output must be one of table'],
    ['columns:\n  run: [id]\n  job: [never]', /columns\.job must be a list of id, name, .* \(line 3\)/],
    ['profile: missing', 'profile "missing" not found in /home/me'],
    ['profile: wrk\nprofiles: {work: {}}', 'did you mean work?'],
  ])('%j', async (text, message) => {
    const { code, err, out } = await optionsOf(list, { env: home, files: { [config]: text } });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toContain('never-shown');
  });

  test.each([
    [
      'apikey_command: "false"',
      'apikey_command of profile a in /home/me/.config/wxdi/config.yaml failed with 1',
    ],
    ['apikey_command: empty', 'printed nothing'],
    ['apikey_command: chatty', 'more than one word'],
    ['{apikey: a-key-value, apikey_command: empty}', 'a profile sets the API key twice: keep one of'],
  ])('%s', async (text, message) => {
    const files = {
      [config]: `profile: a\nprofiles: {a: {region: dallas, project: p, ${text.replace(/^\{|\}$/g, '')}}}`,
    };
    const commands = { empty: '\n', chatty: 'my key\n' };
    const { code, err } = await optionsOf(list, { env: home, files, commands });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain('a-key-value');
  });
});

describe('an invalid setting is reported once, with the place where it was set', () => {
  const good = { ...home, WXDI_URL: 'https://x.example.com', WXDI_PROJECT_ID: 'p', WXDI_BEARER_TOKEN: 't' };
  const inProfile = (text: string) => ({ [config]: `profile: a\nprofiles: {a: {apikey: k, ${text}}}` });
  const cases: readonly (readonly [string, World, readonly string[], string])[] = [
    ['a region', { env: { ...good, WXDI_URL: '', WXDI_REGION: 'mars' } }, [], 'WXDI_REGION: expected one of'],
    ['a file', { env: { ...good, WXDI_BEARER_TOKEN_FILE: '/f', WXDI_BEARER_TOKEN: '' } }, [], 'not /f'],
    ['a URL', { env: { ...good, WXDI_URL: 'nonsense' } }, [], 'WXDI_URL: expected a URL such as'],
    [
      'a URL of tokens',
      { env: { ...good, WXDI_BEARER_TOKEN: '', WXDI_APIKEY: 'k', WXDI_AUTH_URL: 'z' } },
      [],
      'WXDI_AUTH_URL: expected a URL such as',
    ],
    [
      'a token with its scheme',
      { env: { ...good, WXDI_BEARER_TOKEN: 'Bearer abc' } },
      [],
      'WXDI_BEARER_TOKEN: expected the token alone, without "Bearer"',
    ],
    [
      'a key of two lines',
      { env: { ...good, WXDI_BEARER_TOKEN: '', WXDI_APIKEY: 'a\nb' } },
      [],
      'WXDI_APIKEY: expected a value without line breaks',
    ],
    ['an id in quotes', { env: good }, ['--project', '"p"'], '--project: expected a value without quotes'],
    [
      'an id of a profile in quotes',
      { env: home, files: inProfile(`region: dallas, project: "'p'"`) },
      [],
      `project of profile a in ${config}: expected a value without quotes`,
    ],
    ['a URL of a flag', { env: good }, ['--url', 'http://x.example.com'], '--url: expected https, or http'],
    [
      'a URL of a profile',
      { env: home, files: inProfile('url: nonsense, project: p') },
      [],
      `url of profile a in ${config}: expected a URL`,
    ],
    [
      'two of a profile',
      { env: home, files: inProfile('region: dallas, project: p, space: s') },
      [],
      `project of profile a in ${config}: expected either project or space, not both`,
    ],
    [
      'two of a folder',
      { env: { ...good, WXDI_PROJECT_ID: '' }, files: { '.wxdi.yaml': 'project: p\nspace: s' } },
      [],
      'project of .wxdi.yaml: expected either project or space, not both',
    ],
  ];
  test.each(cases)('%s', async (_what, world, flags, message) => {
    const { code, err } = await optionsOf([...list, ...flags], world);
    expect(code).toBe(2);
    expect(err.split('\n')[0]).toContain(message);
    expect(err).not.toMatch(/something else|option|  field/);
    const doctor = await run(['doctor', ...flags, '-o', 'tsv'], world);
    expect([doctor.code, doctor.out.split('\t')[0]]).toEqual([2, 'failed']);
    expect(doctor.out).toContain(message);
  });
});

describe('without settings', () => {
  test('one error lists everything that is missing, and what to try', async () => {
    const { code, err } = await run(list, { env: {} });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^error: missing settings: service \(--region or --url.*project or space.*credential/,
    );
    expect(err).toMatch(/\n {2}hint: wxdi doctor.*wxdi demo needs no account\n$/);
    expect(err).not.toContain('field');
  });

  test('the doctor prints a row for each setting, missing or not', async () => {
    const rows = async (env: World['env'] = {}) => {
      const { code, out } = await run(['doctor', '-o', 'tsv'], { env });
      return [
        code,
        ...out
          .trim()
          .split('\n')
          .map((line) => line.split('\t').slice(0, 2).join(' ')),
      ];
    };
    expect(await rows()).toEqual([2, 'ok profile', 'failed service', 'failed scope', 'failed credential']);
    const some = { WXDI_REGION: 'dallas', WXDI_APIKEY: 'k' };
    expect(await rows(some)).toEqual([2, 'ok profile', 'ok service', 'failed scope', 'ok credential']);
  });

  test('an incomplete IBM credentials file is an error about the rest', async () => {
    const env = { IBM_CREDENTIALS_FILE: '/ibm.env' };
    const files = { '/ibm.env': 'WXDI_AUTH_TYPE=noauth\nWXDI_PROJECT_ID=p' };
    const { code, err } = await run(list, { env, files });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: missing settings: service \([^()]*\)\n/);
  });
});

test('an unknown profile is an error that lists the existing ones', async () => {
  const world = { env: home, files: { [config]: work } };
  const { code, err } = await run(['job', 'list', '--profile', 'nosuch'], world);
  expect(code).toBe(2);
  expect(err).toContain(`profile "nosuch" not found in ${config}`);
  expect(err).toContain('hint: existing profiles: work, cloud\n');
});

describe('secrets', () => {
  const base = { ...home, WXDI_URL: 'https://x.example.com', WXDI_PROJECT_ID: 'p' };

  test('are read from a file or from stdin', async () => {
    const fromFile = await optionsOf(list, {
      env: { ...base, WXDI_APIKEY_FILE: 'key' },
      files: { key: 'k1\n' },
    });
    expect(fromFile.code).toBe(0);
    const fromStdin = await optionsOf(list, { env: { ...base, WXDI_APIKEY_FILE: '-' }, stdin: 'k2\n' });
    expect(fromStdin.code).toBe(0);
  });

  test('of cp4d and zenapikey are passed to the sdk', async () => {
    const user = { ...base, WXDI_USERNAME: 'me' };
    const cp4d = await optionsOf(list, {
      env: { ...user, WXDI_AUTH_TYPE: 'cp4d', WXDI_PASSWORD: 'pw-value' },
    });
    expect(cp4d.options?.auth).toMatchObject({ type: 'cp4d', username: 'me' });
    const zen = await optionsOf(list, {
      env: { ...user, WXDI_AUTH_TYPE: 'zenapikey', WXDI_APIKEY: 'zk-value' },
    });
    expect(zen.options?.auth).toMatchObject({ type: 'zenapikey', username: 'me' });
  });

  test('in a file that other users can read cause a warning, and so does a file that they can write', async () => {
    const readable = await optionsOf(['job', 'list', '--profile', 'cloud'], {
      env: home,
      files: { [config]: work },
      modes: { [config]: 0o644 },
    });
    expect(readable.err).toContain(
      `warning: other users can read the secrets in ${config}: chmod 600 ${config}`,
    );
    const writable = await optionsOf(list, {
      env: home,
      files: { [config]: 'output: tsv' },
      modes: { [config]: 0o666 },
    });
    expect(writable.err).toContain(`other users can write to ${config}`);
  });

  test('of a profile are not sent to a service that the environment selects', async () => {
    const env = { ...home, WXDI_URL: 'https://other.example.com' };
    const { code, err, options } = await optionsOf(list, { env, files: { [config]: work } });
    expect([code, options]).toEqual([2, undefined]);
    expect(err).toContain('the credential of profile work is for https://work.example.com');
    const same = await optionsOf([...list, '--profile', 'cloud', '--region', 'tokyo'], {
      env: home,
      files: { [config]: work },
    });
    expect(same.code).toBe(0);
  });
});

describe('TLS and proxies', () => {
  const base = {
    WXDI_URL: 'https://x.example.com',
    WXDI_PROJECT_ID: 'p',
    WXDI_BEARER_TOKEN: 'a-token-value',
  };

  test('are passed to the transport, and WXDI_INSECURE causes a warning each time', async () => {
    const env = { ...base, WXDI_INSECURE: '1', HTTPS_PROXY: 'http://me:proxy-pw@proxy.example.com:8080' };
    const { options, err, code } = await optionsOf([...list, '-q'], { env });
    expect(code).toBe(0);
    expect(options?.tls).toEqual({ insecure: true });
    expect(options?.proxy).toHaveProperty('httpsProxy');
    expect(err).toContain('warning: TLS certificates are not verified (WXDI_INSECURE)');
    expect(err).not.toContain('proxy-pw');
  });

  test('a value is used without the end of a line or blanks around it', async () => {
    const env = { ...base, WXDI_PROJECT_ID: 'p\r', WXDI_BEARER_TOKEN: ' a-token-value\r' };
    const { options } = await optionsOf(list, { env });
    expect(options?.project).toBe('p');
    expect((options?.auth as { token: { expose(): string } }).token.expose()).toBe('a-token-value');
  });

  test('a secret of one character does not cut the words of a message', async () => {
    const env = { ...base, WXDI_BEARER_TOKEN: 'o' };
    const { err } = await optionsOf(['job', 'get', 'nobody'], { env });
    expect(err).toContain('found nothing');
    expect(err).not.toContain('[secret]');
  });

  test('a malformed proxy password or token is not reported as a bug', async () => {
    const proxy = { ...base, HTTPS_PROXY: 'http://me:100%zz@proxy.example.com:8080' };
    expect((await optionsOf(list, { env: proxy })).code).not.toBe(1);
    const key = { ...base, WXDI_BEARER_TOKEN: 'lone\ud800half' };
    expect((await optionsOf(['job', 'get', 'nobody'], { env: key })).code).toBe(3);
  });

  test('a certificate that cannot be read is exit 2', async () => {
    const { code, err } = await optionsOf(list, { env: { ...base, WXDI_CA_FILE: 'missing.pem' } });
    expect(code).toBe(2);
    expect(err).toContain('WXDI_CA_FILE');
  });
});

describe('columns', () => {
  const files = { '.wxdi.yaml': 'columns: {job: [name, id]}' };
  const env = {
    WXDI_URL: 'https://x.example.com',
    WXDI_PROJECT_ID: 'p',
    WXDI_BEARER_TOKEN: 'a-token-value',
  };

  test('of a table can be configured; those of tsv never change', async () => {
    const table = await run([...list, '-o', 'table'], { env, files, client: fakeClient() });
    expect(table.out.split('\n')[0]).toMatch(/^NAME +ID$/);
    const tsv = await run(list, { env, files, client: fakeClient() });
    expect(tsv.out.split('\t')).toHaveLength(5);
  });
});
