import type { Environment } from '@wxdi/sdk';
import {
  authFromEnvironment,
  createClient,
  optionsFromEnvironment,
  proxyFromEnvironment,
  Secret,
  WxdiError,
} from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';

/** Replaces secrets by their text, for comparison; other values are unchanged. */
const open = (value: unknown): unknown => {
  if (value instanceof Secret) return value.expose();
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, open(member)]));
};

const pem = (text: string): string => `-----BEGIN CERTIFICATE-----\n${text}`;

const files: Readonly<Record<string, string>> = {
  '/run/key': '  key-of-file\n',
  '/run/bearer': 'Bearer planted\n',
  '/run/empty': ' \n',
  '/ca.pem': pem('CA'),
  '/extra.pem': pem('EXTRA'),
  '/cert.pem': pem('CERT'),
  '/key.pem': '-----BEGIN PRIVATE KEY-----\nKEY',
  '/ca.der': '0\uFFFD\u0005T0\uFFFD',
  '/my certs/key.der': '0\uFFFD\u0004\0',
  '/bundle.p12': '0\uFFFD\0',
  '/encrypted.pem': '-----BEGIN ENCRYPTED PRIVATE KEY-----\nKEY',
  '/ibm-credentials.env': [
    '# made by the console',
    'WXDI_AUTH_TYPE=IAM',
    'export WXDI_APIKEY="key # of ibm"',
    'WXDI_URL=https://ibm.example.com',
    "WXDI_PROJECT_ID='p-ibm'",
    'WXDI_DISABLE_SSL=true',
    'OTHER_APIKEY=not-ours',
    '',
  ].join('\n'),
};
const readFile = (path: string): string => {
  const text = files[path];
  if (path.startsWith('/bytes')) new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from([0x30, 0x82]));
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
};

describe('a credential from the environment', () => {
  it.each<[string, Environment, unknown]>([
    ['an API key alone', { WXDI_APIKEY: 'k' }, { type: 'iam', apiKey: 'k' }],
    ['a bearer token alone', { WXDI_BEARER_TOKEN: 't' }, { type: 'bearertoken', token: 't' }],
    [
      'a token with white space around it',
      { WXDI_AUTH_TYPE: 'bearertoken\r', WXDI_BEARER_TOKEN: ' t\r\n' },
      { type: 'bearertoken', token: 't' },
    ],
    [
      'a password that ends with a blank, before the end of the line',
      { WXDI_AUTH_TYPE: 'cp4d', WXDI_USERNAME: 'ada ', WXDI_PASSWORD: ' "p w" \r' },
      { type: 'cp4d', username: 'ada', password: ' "p w" ' },
    ],
    ['an API key in a file', { WXDI_APIKEY_FILE: '/run/key' }, { type: 'iam', apiKey: 'key-of-file' }],
    [
      'a type in capitals',
      { WXDI_AUTH_TYPE: 'bearerToken', WXDI_BEARER_TOKEN: 't' },
      { type: 'bearertoken', token: 't' },
    ],
    [
      'a type that selects one of two',
      { WXDI_AUTH_TYPE: 'iam', WXDI_APIKEY: 'k', WXDI_BEARER_TOKEN: 't' },
      { type: 'iam', apiKey: 'k' },
    ],
    [
      'a key and empty variables',
      { WXDI_APIKEY: 'k', WXDI_BEARER_TOKEN: '', WXDI_AUTH_TYPE: '' },
      { type: 'iam', apiKey: 'k' },
    ],
    ['none', { WXDI_AUTH_TYPE: 'noauth' }, { type: 'noauth' }],
    [
      'a token service',
      { WXDI_APIKEY: 'k', WXDI_AUTH_URL: 'https://iam.test.example.com' },
      { type: 'iam', apiKey: 'k', url: 'https://iam.test.example.com' },
    ],
    [
      'the complete URL of IAM',
      { WXDI_APIKEY: 'k', WXDI_AUTH_URL: 'https://iam.example.com/identity/token' },
      { type: 'iam', apiKey: 'k', url: 'https://iam.example.com' },
    ],
    [
      'a user and a password',
      { WXDI_AUTH_TYPE: 'cp4d', WXDI_USERNAME: 'ada', WXDI_PASSWORD: 'p' },
      { type: 'cp4d', username: 'ada', password: 'p' },
    ],
    [
      'a user and an API key',
      {
        WXDI_AUTH_TYPE: 'cp4d',
        WXDI_USERNAME: 'ada',
        WXDI_APIKEY: 'k',
        WXDI_AUTH_URL: 'https://c.example/icp4d-api/',
      },
      { type: 'cp4d', username: 'ada', apiKey: 'k', url: 'https://c.example' },
    ],
    [
      'a Zen API key',
      { WXDI_AUTH_TYPE: 'zenapikey', WXDI_USERNAME: 'ada', WXDI_APIKEY_FILE: '/run/key' },
      { type: 'zenapikey', username: 'ada', apiKey: 'key-of-file' },
    ],
  ])('may be %s', async (_, env, expected) => {
    expect(open(await authFromEnvironment(env, readFile))).toEqual(expected);
  });

  it.each<[string, Environment, string]>([
    ['nothing', {}, 'WXDI_APIKEY'],
    ['both', { WXDI_APIKEY: 'planted', WXDI_BEARER_TOKEN: 'planted' }, 'WXDI_AUTH_TYPE'],
    ['an unknown type', { WXDI_AUTH_TYPE: 'planted' }, 'WXDI_AUTH_TYPE'],
    ['a value and a file', { WXDI_APIKEY: 'planted', WXDI_APIKEY_FILE: '/run/key' }, 'WXDI_APIKEY'],
    ['no such file', { WXDI_APIKEY_FILE: '/run/none' }, 'WXDI_APIKEY_FILE'],
    ['an empty file', { WXDI_APIKEY_FILE: '/run/empty' }, 'WXDI_APIKEY_FILE'],
    ['iam without a key', { WXDI_AUTH_TYPE: 'iam' }, 'WXDI_APIKEY'],
    ['bearertoken without a token', { WXDI_AUTH_TYPE: 'bearertoken' }, 'WXDI_BEARER_TOKEN'],
    ['cp4d without a user', { WXDI_AUTH_TYPE: 'cp4d', WXDI_PASSWORD: 'planted' }, 'WXDI_USERNAME'],
    ['cp4d without a password', { WXDI_AUTH_TYPE: 'cp4d', WXDI_USERNAME: 'ada' }, 'WXDI_PASSWORD'],
    [
      'cp4d with a password and an API key',
      { WXDI_AUTH_TYPE: 'cp4d', WXDI_USERNAME: 'ada', WXDI_PASSWORD: 'planted', WXDI_APIKEY: 'planted' },
      'WXDI_PASSWORD',
    ],
    ['a token after "Bearer"', { WXDI_BEARER_TOKEN: 'bearer planted' }, 'WXDI_BEARER_TOKEN'],
    ['a token of two words', { WXDI_BEARER_TOKEN: 'planted planted' }, 'WXDI_BEARER_TOKEN'],
    [
      'a token in a file, after "Bearer"',
      { WXDI_BEARER_TOKEN_FILE: '/run/bearer' },
      'WXDI_BEARER_TOKEN_FILE',
    ],
    ['a key of two lines', { WXDI_APIKEY: 'planted\nplanted' }, 'WXDI_APIKEY'],
    ['a key in quotes', { WXDI_APIKEY: '"planted"' }, 'WXDI_APIKEY'],
    [
      'a user in quotes',
      { WXDI_AUTH_TYPE: 'cp4d', WXDI_USERNAME: "'planted'", WXDI_PASSWORD: 'planted' },
      'WXDI_USERNAME',
    ],
    ['zenapikey without a key', { WXDI_AUTH_TYPE: 'zenapikey', WXDI_USERNAME: 'ada' }, 'WXDI_APIKEY'],
  ])('is rejected with the name of the variable: %s', async (_, env, path) => {
    const error: unknown = await authFromEnvironment(env, readFile).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WxdiError);
    expect(error).toMatchObject({ kind: 'InvalidInput', issues: [{ path }] });
    expect(String((error as Error).stack)).not.toContain('planted');
  });

  it('in a file requires a function that reads it', async () => {
    await expect(authFromEnvironment({ WXDI_APIKEY_FILE: '/run/key' })).rejects.toThrow(/^WXDI_APIKEY_FILE/);
  });
});

describe('all options from the environment', () => {
  it.each([
    [{ WXDI_PROJECT_ID: '"planted"' }, 'WXDI_PROJECT_ID'],
    [{ WXDI_SPACE_ID: "'planted'" }, 'WXDI_SPACE_ID'],
    [{ WXDI_URL: 'https://a\nb' }, 'WXDI_URL'],
  ])('with quotes or line breaks in %j are refused by the name of the variable', async (env, path) => {
    const error: unknown = await optionsFromEnvironment({ ...env, WXDI_APIKEY: 'k' }).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ kind: 'InvalidInput', issues: [{ path }] });
    expect(String((error as Error).stack)).not.toContain('planted');
  });

  it('are read without white space around them', async () => {
    expect(
      await optionsFromEnvironment({ WXDI_REGION: 'dallas\r', WXDI_PROJECT_ID: ' p ', WXDI_APIKEY: 'k' }),
    ).toMatchObject({ region: 'dallas', project: 'p' });
  });

  it('make a client', async () => {
    const env = {
      WXDI_REGION: 'toronto',
      WXDI_SPACE_ID: 's',
      WXDI_APIKEY: 'k',
      HTTPS_PROXY: 'http://u:p@proxy:3128',
      NO_PROXY: 'x',
    };
    const options = await optionsFromEnvironment(env);
    expect(open(options)).toEqual({
      region: 'toronto',
      space: 's',
      auth: { type: 'iam', apiKey: 'k' },
      proxy: { httpsProxy: 'http://u:p@proxy:3128', noProxy: 'x' },
    });
    createClient(options).close();
  });

  it('contain the TLS settings', async () => {
    const env = {
      WXDI_AUTH_TYPE: 'noauth',
      WXDI_CA_FILE: '/ca.pem',
      NODE_EXTRA_CA_CERTS: '/extra.pem',
      WXDI_CLIENT_CERT: '/cert.pem',
      WXDI_CLIENT_KEY: '/key.pem',
      WXDI_INSECURE: '1',
    };
    expect(open(await optionsFromEnvironment(env, readFile))).toEqual({
      auth: { type: 'noauth' },
      tls: {
        ca: [files['/ca.pem'], files['/extra.pem']],
        cert: files['/cert.pem'],
        key: files['/key.pem'],
        insecure: true,
      },
    });
  });

  it.each(['0', '', 'false', 'no'])('verify certificates when WXDI_INSECURE is %j', async (WXDI_INSECURE) => {
    const env = { WXDI_AUTH_TYPE: 'noauth', WXDI_INSECURE, NODE_EXTRA_CA_CERTS: '/none' };
    expect(await optionsFromEnvironment(env, readFile)).not.toHaveProperty('tls');
  });

  it.each<[string, Environment]>([
    ['WXDI_URL', { WXDI_URL: 'https://x', WXDI_REGION: 'dallas' }],
    ['WXDI_PROJECT_ID', { WXDI_PROJECT_ID: 'p', WXDI_SPACE_ID: 's' }],
    ['WXDI_REGION', { WXDI_REGION: 'mars' }],
    ['WXDI_REGION', { WXDI_REGION: 'constructor' }],
    ['WXDI_URL', { WXDI_URL: 'http://cpd.example.com' }],
    ['WXDI_URL', { WXDI_URL: 'https://cpd.example.com/zen' }],
    ['WXDI_AUTH_URL', { WXDI_AUTH_TYPE: 'iam', WXDI_APIKEY: 'k', WXDI_AUTH_URL: 'iam.example.com' }],
    ['WXDI_CA_FILE', { WXDI_CA_FILE: '/none' }],
    ['WXDI_CLIENT_KEY', { WXDI_CLIENT_CERT: '/cert.pem' }],
    ['WXDI_CLIENT_CERT', { WXDI_CLIENT_KEY: '/key.pem' }],
    ['IBM_CREDENTIALS_FILE', { IBM_CREDENTIALS_FILE: '/none' }],
  ])('are rejected with the name %s: %j', async (path, env) => {
    await expect(
      optionsFromEnvironment({ WXDI_AUTH_TYPE: 'noauth', ...env }, readFile),
    ).rejects.toMatchObject({
      kind: 'InvalidInput',
      issues: [{ path }],
    });
  });

  it.each<[string, Environment, string]>([
    [
      'a missing file',
      { WXDI_CA_FILE: '/none' },
      'WXDI_CA_FILE: expected a readable file, not /none (no such file)',
    ],
    [
      'a DER certificate',
      { WXDI_CA_FILE: '/ca.der' },
      'WXDI_CA_FILE: expected PEM text, but /ca.der is DER: convert it with openssl x509 -inform der -in /ca.der -out /ca.pem',
    ],
    [
      'a DER key',
      { WXDI_CLIENT_CERT: '/cert.pem', WXDI_CLIENT_KEY: '/my certs/key.der' },
      "WXDI_CLIENT_KEY: expected PEM text, but /my certs/key.der is DER: convert it with openssl pkey -inform der -in '/my certs/key.der' -out '/my certs/key.pem'",
    ],
    [
      'a DER file that cannot be read as text',
      { WXDI_CA_FILE: '/bytes.der' },
      'WXDI_CA_FILE: expected PEM text, but /bytes.der is DER: convert it with openssl x509 -inform der -in /bytes.der -out /bytes.pem',
    ],
    [
      'a PKCS#12 file',
      { WXDI_CLIENT_CERT: '/bundle.p12' },
      'WXDI_CLIENT_CERT: expected PEM text, but /bundle.p12 is PKCS#12: convert it with openssl pkcs12 -nokeys -in /bundle.p12 -out /bundle-certificate.pem',
    ],
    [
      'an encrypted key',
      { WXDI_CLIENT_CERT: '/cert.pem', WXDI_CLIENT_KEY: '/encrypted.pem' },
      'WXDI_CLIENT_KEY: expected a key without a passphrase: decrypt it with openssl pkey -in /encrypted.pem -out /encrypted-plain.pem',
    ],
    [
      'another text',
      { WXDI_CA_FILE: '/run/key' },
      'WXDI_CA_FILE: expected PEM text with "-----BEGIN CERTIFICATE-----", which /run/key is not',
    ],
  ])('are rejected with a way to fix them: %s', async (_, env, message) => {
    const reading = optionsFromEnvironment({ WXDI_AUTH_TYPE: 'noauth', ...env }, readFile);
    await expect(reading).rejects.toMatchObject({ kind: 'InvalidInput', message });
  });

  it('contain only what the environment sets', async () => {
    expect(await optionsFromEnvironment({ WXDI_AUTH_TYPE: 'noauth', HOME: '/root' })).toEqual({
      auth: { type: 'noauth' },
    });
  });
});

describe('an IBM credentials file', () => {
  const IBM_CREDENTIALS_FILE = '/ibm-credentials.env';

  it('provides the settings that are not in the environment', async () => {
    expect(open(await optionsFromEnvironment({ IBM_CREDENTIALS_FILE }, readFile))).toEqual({
      url: 'https://ibm.example.com',
      project: 'p-ibm',
      auth: { type: 'iam', apiKey: 'key # of ibm' },
      tls: { insecure: true },
    });
  });

  it('is overridden by the environment group by group, so that credentials are not mixed', async () => {
    const env = {
      IBM_CREDENTIALS_FILE,
      WXDI_BEARER_TOKEN: 't',
      WXDI_REGION: 'dallas',
      WXDI_SPACE_ID: 's',
      WXDI_INSECURE: '0',
    };
    expect(open(await optionsFromEnvironment(env, readFile))).toEqual({
      region: 'dallas',
      space: 's',
      auth: { type: 'bearertoken', token: 't' },
    });
  });

  it('is named in an error about a variable that it sets', async () => {
    const reading = (env: Environment, text: string): Promise<unknown> =>
      optionsFromEnvironment({ IBM_CREDENTIALS_FILE, ...env }, () => text);
    const message = 'WXDI_REGION: expected one of';
    await expect(reading({ WXDI_APIKEY: 'k' }, 'WXDI_REGION=mars')).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`^${message} .* \\(in /ibm-credentials\\.env\\)$`)),
      issues: [{ path: 'WXDI_REGION' }],
    });
    await expect(reading({ WXDI_REGION: 'mars' }, 'WXDI_APIKEY=k')).rejects.toMatchObject({
      message: expect.not.stringContaining('ibm-credentials'),
    });
  });

  it('is not read unless IBM_CREDENTIALS_FILE is set', async () => {
    const read: string[] = [];
    await optionsFromEnvironment({ WXDI_AUTH_TYPE: 'noauth' }, (path) => (read.push(path), ''));
    expect(read).toEqual([]);
  });
});

describe('proxies from the environment', () => {
  it.each<[string, Environment, unknown]>([
    ['none', {}, undefined],
    ['exceptions only', { NO_PROXY: 'x' }, undefined],
    ['a proxy for https', { HTTPS_PROXY: 'http://p' }, { httpsProxy: 'http://p' }],
    [
      'lower case takes precedence',
      { HTTPS_PROXY: 'http://p', https_proxy: 'http://q' },
      { httpsProxy: 'http://q' },
    ],
    [
      'a proxy for each protocol',
      { HTTPS_PROXY: 'a', HTTP_PROXY: 'b', no_proxy: 'c' },
      { httpsProxy: 'a', httpProxy: 'b', noProxy: 'c' },
    ],
    [
      'ignores HTTP_PROXY in a CGI program, where clients can set it',
      { HTTP_PROXY: 'http://evil', REQUEST_METHOD: 'GET' },
      undefined,
    ],
    [
      'uses http_proxy in a CGI program',
      { http_proxy: 'http://p', REQUEST_METHOD: 'GET' },
      { httpProxy: 'http://p' },
    ],
  ])('%s', (_, env, expected) => {
    expect(open(proxyFromEnvironment(env))).toEqual(expected);
  });

  it.each([
    ['HTTPS_PROXY', { HTTPS_PROXY: 'socks5://me:secret-pw@p:1080' }],
    ['https_proxy', { HTTPS_PROXY: 'http://p', https_proxy: 'http://me:secret-pw@:99999' }],
    ['HTTP_PROXY', { HTTP_PROXY: 'ftp://secret-pw' }],
  ])('that are invalid are rejected with the name %s, without the value', (name, env) => {
    const read = (): unknown => proxyFromEnvironment(env);
    expect(read).toThrow(
      expect.objectContaining({ kind: 'InvalidInput', issues: [expect.objectContaining({ path: name })] }),
    );
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret-pw') }));
  });
});
