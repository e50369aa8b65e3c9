import { describe, expect, test } from 'vitest';
import { columnNames } from '../src/settings/columns.js';
import { jobView, runView } from '../src/render/views.js';
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

describe('settings come from', () => {
  const files = { [config]: work };

  test('the profile that the configuration names, and the command in it', async () => {
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

  test('flags, above all', async () => {
    const argv = [...list, '--profile', 'cloud', '--project', 'flag', '--region', 'tokyo', '-o', 'json'];
    const { options, out } = await optionsOf(argv, { env: home, files });
    expect(options).toMatchObject({ region: 'tokyo', project: 'flag' });
    expect(out).toMatch(/^\[/);
  });

  test('the folder, between the environment and the configuration', async () => {
    const folder = { ...files, '.wxdi.yaml': 'project: of-folder\noutput: jsonl\n' };
    const { options, out } = await optionsOf(list, { env: home, files: folder });
    expect(options).toMatchObject({ url: 'https://work.example.com', project: 'of-folder' });
    expect(out).toMatch(/^\{/);
    const env = { ...home, WXDI_PROJECT_ID: 'from-environment', WXDI_OUTPUT: 'tsv' };
    const over = await optionsOf(list, { env, files: folder });
    expect(over.options).toMatchObject({ project: 'from-environment' });
    expect(over.out).toMatch(/^0191/);
  });

  test('$XDG_CONFIG_HOME where it is set', async () => {
    const env = { ...home, XDG_CONFIG_HOME: '/xdg' };
    const { options } = await optionsOf(list, { env, files: { '/xdg/wxdi/config.yaml': work } });
    expect(options).toMatchObject({ project: 'work-project' });
  });
});

describe('a file of a folder may name a project and how things are shown, and nothing else', () => {
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
    expect(err).toContain('may set only project, space, output and columns');
  });
});

describe('a configuration that is wrong is exit 2 and shows no secret', () => {
  test.each([
    ['profiles: [', 'is no YAML: line 1'],
    ['- a\n- b', 'must hold names and values'],
    ['profiles: {a: {regoin: dallas}}', 'unknown setting "regoin"; did you mean region?'],
    ['profiles: {a: {apikey: [never-shown]}}', 'a.apikey must be a text'],
    ['profiles: {a: {apikey: *never-shown}}', 'is no YAML'],
    ['profiles: {a: {apikey: "never-shown}}', 'is no YAML'],
    ['output: xml', 'output takes one of'],
    ['columns: {job: [never]}', 'columns.job takes a list of id, name'],
    ['profile: missing', 'has no profile "missing"'],
    ['profile: wrk\nprofiles: {work: {}}', 'did you mean work?'],
  ])('%j', async (text, message) => {
    const { code, err, out } = await optionsOf(list, { env: home, files: { [config]: text } });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toContain('never-shown');
  });

  test.each([
    [
      'apikey_command: "false"',
      'apikey_command of profile a in /home/me/.config/wxdi/config.yaml failed with 1',
    ],
    ['apikey_command: empty', 'printed nothing'],
    ['apikey_command: chatty', 'more than one word'],
    ['{apikey: a-key-value, apikey_command: empty}', 'in two ways'],
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

describe('what is wrong with a setting is told once, by the place where it was written', () => {
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

describe('who has set nothing yet', () => {
  test('is told all that is missing at once, and where to go', async () => {
    const { code, err } = await run(list, { env: {} });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^error: nothing says which service \(.*--region or --url.*project or space.*credential/,
    );
    expect(err).toMatch(/\n {2}hint: wxdi doctor.*wxdi demo needs no account\n$/);
    expect(err).not.toContain('field');
  });

  test('sees a row for each missing thing from the doctor, and what is there', async () => {
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

  test('and names a file of IBM with half of it learns of the other half', async () => {
    const env = { IBM_CREDENTIALS_FILE: '/ibm.env' };
    const files = { '/ibm.env': 'WXDI_AUTH_TYPE=noauth\nWXDI_PROJECT_ID=p' };
    const { code, err } = await run(list, { env, files });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: nothing says which service \([^()]*\)\n/);
  });
});

test('a profile that is not there is answered with those that are', async () => {
  const world = { env: home, files: { [config]: work } };
  const { code, err } = await run(['doctor', '--profile', 'nosuch'], world);
  expect(code).toBe(2);
  expect(err).toContain('has no profile "nosuch"');
  expect(err).toContain('hint: the profiles that there are: work, cloud\n');
});

describe('secrets', () => {
  const base = { ...home, WXDI_URL: 'https://x.example.com', WXDI_PROJECT_ID: 'p' };

  test('come from a file, or from stdin', async () => {
    const fromFile = await optionsOf(list, {
      env: { ...base, WXDI_APIKEY_FILE: 'key' },
      files: { key: 'k1\n' },
    });
    expect(fromFile.code).toBe(0);
    const fromStdin = await optionsOf(list, { env: { ...base, WXDI_APIKEY_FILE: '-' }, stdin: 'k2\n' });
    expect(fromStdin.code).toBe(0);
  });

  test('of cp4d and zenapikey are taken as the sdk takes them', async () => {
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

  test('in a configuration that others may read are warned of, and so is one that they may write', async () => {
    const readable = await optionsOf(['job', 'list', '--profile', 'cloud'], {
      env: home,
      files: { [config]: work },
      modes: { [config]: 0o644 },
    });
    expect(readable.err).toContain(
      `warning: ${config} holds a secret that others may read: chmod 600 ${config}`,
    );
    const writable = await optionsOf(list, {
      env: home,
      files: { [config]: 'output: tsv' },
      modes: { [config]: 0o666 },
    });
    expect(writable.err).toContain(`others may write to ${config}`);
  });

  test('of a profile do not go to a service that the environment names', async () => {
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

  test('go to the transport, and WXDI_INSECURE is warned of each time', async () => {
    const env = { ...base, WXDI_INSECURE: '1', HTTPS_PROXY: 'http://me:proxy-pw@proxy.example.com:8080' };
    const { options, err, code } = await optionsOf([...list, '-q'], { env });
    expect(code).toBe(0);
    expect(options?.tls).toEqual({ insecure: true });
    expect(options?.proxy).toHaveProperty('httpsProxy');
    expect(err).toContain('warning: TLS certificates are not checked');
    expect(err).not.toContain('proxy-pw');
  });

  test('a password of a proxy or a key that is no well-formed text is no bug', async () => {
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

  test('of a table are those that a file names; those of tsv never change', async () => {
    const table = await run([...list, '-o', 'table'], { env, files, client: fakeClient() });
    expect(table.out.split('\n')[0]).toMatch(/^NAME +ID$/);
    const tsv = await run(list, { env, files, client: fakeClient() });
    expect(tsv.out.split('\t')).toHaveLength(5);
  });

  test('that may be named are those that there are', () => {
    const names = (view: { readonly columns: readonly { readonly header: string }[] }) =>
      view.columns.map(({ header }) => header.toLowerCase());
    expect(names(jobView)).toEqual(columnNames.job);
    expect(names(runView)).toEqual(columnNames.run);
  });
});
