import type { HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { configured, run, type World } from './fakes/context.js';

type Answer = HttpResponse | TransportFailure;
const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
const now = () => Date.parse(date);
const fine: HttpResponse = { status: 200, headers: { date }, body: '{"results":[]}' };
const failure = (kind: TransportFailure['failure']): TransportFailure => ({
  failure: kind,
  message: `it is ${kind}`,
});
const token = (exp: number) =>
  `x.${Buffer.from(JSON.stringify({ exp, email: 'me@example.com' })).toString('base64url')}.y`;

interface Trouble {
  readonly env?: Readonly<Record<string, string>>;
  /** What is answered to the request without a credential. */
  readonly reach?: Answer;
  /** What is answered to the request with one. */
  readonly project?: Answer;
  readonly iam?: Answer;
  readonly now?: () => number;
}

const doctor = async (trouble: Trouble, flags: readonly string[] = []) => {
  const sent: HttpRequest[] = [];
  const network = async (request: HttpRequest): Promise<Answer> => {
    sent.push(request);
    if (request.url.pathname === '/identity/token') return trouble.iam ?? failure('no-connection');
    return (request.headers['authorization'] === undefined ? trouble.reach : trouble.project) ?? fine;
  };
  const world = { env: { ...configured, ...trouble.env }, network, now: trouble.now ?? now };
  const ended = await run(['doctor', '-o', 'json', ...flags], world);
  const checks = JSON.parse(ended.out) as { name: string; result: string; detail: string; fix?: string }[];
  return { ...ended, sent, checks, failed: checks.find(({ result }) => result === 'failed') };
};

describe('the doctor reports what is wrong and how to fix it', () => {
  const iam = { WXDI_BEARER_TOKEN: '', WXDI_APIKEY: 'an-api-key', WXDI_URL: '', WXDI_REGION: 'dallas' };
  const wrongKey: HttpResponse = { status: 400, headers: {}, body: '{"errorCode":"BXNIM0415E"}' };
  const cases: readonly (readonly [string, Trouble, string, number, RegExp])[] = [
    ['no service', { env: { WXDI_URL: '' } }, 'service', 2, /--region or --url/],
    [
      'a name that is not found',
      { reach: failure('name-not-found') },
      'connection',
      6,
      /WXDI_URL or WXDI_REGION/,
    ],
    ['no connection', { reach: failure('no-connection') }, 'connection', 6, /HTTPS_PROXY/],
    ['an untrusted certificate', { reach: failure('certificate') }, 'TLS', 6, /WXDI_CA_FILE/],
    ['no TLS handshake', { reach: failure('no-handshake') }, 'TLS', 6, /WXDI_CLIENT_CERT/],
    ['a wrong clock', { now: () => now() + 3_600_000 }, 'clock', 4, /set the clock/],
    ['a wrong key', { env: iam, iam: wrongKey }, 'token', 4, /cloud\.ibm\.com\/iam\/apikeys/],
    ['no token service', { env: iam }, 'token', 6, /WXDI_AUTH_URL/],
    ['an expired token', { env: { WXDI_BEARER_TOKEN: token(1) } }, 'token', 4, /get a new token/],
    [
      'a token for another service',
      { project: { ...fine, status: 401 } },
      'project',
      4,
      /is for this service/,
    ],
    ['no access', { project: { ...fine, status: 403 } }, 'project', 4, /add you/],
    ['an unknown project', { project: { ...fine, status: 404 } }, 'project', 3, /check the id/],
    ['a failing service', { project: { ...fine, status: 503 } }, 'project', 6, /try again later/],
  ];

  test.each(cases)('%s', async (_what, trouble, name, code, fix) => {
    const { code: ended, failed, out, err, sent } = await doctor(trouble);
    expect([ended, failed?.name]).toEqual([code, name]);
    expect(`${failed?.detail} ${failed?.fix}`).toMatch(fix);
    expect(out + err).not.toMatch(/an-api-key|a-secret-token/);
    expect(sent.every(({ method, url }) => method === 'GET' || url.pathname === '/identity/token')).toBe(
      true,
    );
  });

  test('a project that is not found may be in another region', async () => {
    const project = { ...fine, status: 404 };
    const { failed } = await doctor({ env: { WXDI_URL: '', WXDI_REGION: 'dallas' }, project });
    expect(failed?.fix).toContain('--region frankfurt|london');
  });

  test('shows the user of the token, its expiry, and the proxy without its password', async () => {
    const env = {
      WXDI_BEARER_TOKEN: token(now() / 1_000 + 3_600),
      HTTPS_PROXY: 'http://me:proxy-pw@proxy.example.com:8080',
    };
    const { code, checks, out } = await doctor({ env });
    expect(code).toBe(0);
    expect(checks.find(({ name }) => name === 'token')?.detail).toBe(
      'of me@example.com, valid until 2026-11-22T11:00:00.000Z',
    );
    expect(checks.find(({ name }) => name === 'proxy')?.detail).toBe('http://***@proxy.example.com:8080');
    expect(out).not.toContain('proxy-pw');
  });

  test.each([
    ['192.0.2.0/24', 'ok', 'none for https://192.0.2.7 (NO_PROXY has 192.0.2.0/24)'],
    ['example.com', 'ok', 'http://proxy.example.com:8080'],
    [
      '192.0.2.0/33,192.168.*',
      'warning',
      'http://proxy.example.com:8080; entries of NO_PROXY that match nothing: 192.0.2.0/33, 192.168.*',
    ],
  ])('shows whether NO_PROXY=%s applies', async (NO_PROXY, result, detail) => {
    const env = { WXDI_URL: 'https://192.0.2.7', HTTPS_PROXY: 'http://proxy.example.com:8080', NO_PROXY };
    const { code, checks } = await doctor({ env });
    expect(code).toBe(0);
    expect(checks.find(({ name }) => name === 'proxy')).toMatchObject({ result, detail });
  });

  test('names the variable of an invalid proxy', async () => {
    const { code, failed } = await doctor({ env: { https_proxy: 'socks5://me:pw@p:1' } });
    expect([code, failed?.detail]).toEqual([
      2,
      expect.stringMatching(/^https_proxy: expected the URL of an http/),
    ]);
  });

  describe('a mistake in the settings that are used is a row, and the other checks go on', () => {
    const home = '/home/me/.config/wxdi/config.yaml';
    const profile =
      'profile: work\nprofiles:\n  work:\n    regoin: dallas\n    output: json\n    project: [1]';
    const checked = async (files: Readonly<Record<string, string>>, argv: readonly string[] = []) => {
      const env = { ...configured, HOME: '/home/me', WXDI_PROFILE: '' };
      const network = async (): Promise<Answer> => fine;
      const ended = await run(['doctor', '-o', 'tsv', ...argv], { env, files, network, now });
      const rows = ended.out.split('\n').map((line) => line.split('\t').slice(0, 3).join(' '));
      return { ...ended, wrong: rows.filter((row) => row.startsWith('failed')), last: rows.at(-2) };
    };

    test.each<[string, Record<string, string>, readonly string[], readonly string[]]>([
      [
        'the selected profile',
        { [home]: profile },
        [],
        [
          `failed settings ${home}: work: unknown setting "regoin" (line 4); did you mean region?`,
          `failed settings ${home}: work.project must be text that is not empty (line 6)`,
        ],
      ],
      [
        'the name of a profile',
        { [home]: profile },
        ['--profile', 'wrok'],
        [`failed settings profile "wrok" not found in ${home}; did you mean work?`],
      ],
      ['the configuration file', { [home]: 'a: 1\nb: [' }, [], [`failed settings ${home} is not valid YAML`]],
      ['a member of it', { [home]: 'profil: a' }, [], [`failed settings ${home}: unknown setting "profil"`]],
      [
        'the project file',
        { '.wxdi.yaml': 'url: https://evil.example.com' },
        [],
        ['failed settings .wxdi.yaml can set only project, space, output and columns'],
      ],
    ])('%s', async (_what, files, argv, expected) => {
      const { code, wrong, last, err } = await checked(files, argv);
      expect(code).toBe(2);
      expect(wrong).toEqual(expected.map((row) => expect.stringContaining(row) as string));
      expect(last).toMatch(/^ok project project .* can be read/);
      expect(err).toBe('failed: settings\n');
      // Every other command stops.
      const list = await run(['job', 'list', ...argv], { env: { ...configured, HOME: '/home/me' }, files });
      expect([list.code, list.out]).toEqual([2, '']);
    });
  });

  test('warns of a mistake in a profile that is not used, which stops no command', async () => {
    const files = {
      '/home/me/.config/wxdi/config.yaml':
        'profile: good\nprofiles:\n  good: {output: json}\n  bad:\n    regoin: dallas\n  worse: x',
    };
    const world = { env: { ...configured, HOME: '/home/me' }, files, network: async () => fine, now };
    expect((await run(['job', 'list'], world)).code).toBe(0);
    const { code, out } = await run(['doctor', '-o', 'tsv'], world);
    expect(code).toBe(0);
    expect(out).toContain(
      'warning\tprofile\t/home/me/.config/wxdi/config.yaml: bad: unknown setting "regoin" (line 5);',
    );
    expect(out).toContain('warning\tprofile\t/home/me/.config/wxdi/config.yaml: worse must contain names');
    const used = await run(['job', 'list', '--profile', 'bad'], world);
    expect([used.code, used.err]).toEqual([2, expect.stringContaining('unknown setting "regoin" (line 5)')]);
  });

  test('prints a sign, the result, and the fix below it, in a table', async () => {
    const network = async (): Promise<Answer> => failure('certificate');
    const { out } = await run(['doctor', '-o', 'table'], { env: configured, network, now });
    expect(out).toMatch(/^✓ service/m);
    expect(out).toMatch(/^✗ TLS .*\n +→ put the CA certificate/m);
    expect(out).toMatch(/^- project/m);
  });
});

describe('auth status distinguishes the credential, the service and the project', () => {
  const iam = { WXDI_BEARER_TOKEN: '', WXDI_APIKEY: 'an-api-key' };
  const cases: readonly (readonly [string, World, number, boolean | null, RegExp])[] = [
    ['everything works', {}, 0, true, /^$/],
    [
      'no response',
      { network: async () => failure('no-connection') },
      6,
      null,
      /unknown whether the credential works: .*wxdi doctor/,
    ],
    [
      'no token service',
      { env: { ...configured, ...iam } },
      6,
      null,
      /unknown whether the credential works: the token service/,
    ],
    ['a failing service', { network: async () => ({ ...fine, status: 503 }) }, 6, null, /answered 503/],
    ['a refused credential', { network: async () => ({ ...fine, status: 401 }) }, 4, false, /does not work/],
    [
      'no access',
      { network: async () => ({ ...fine, status: 403 }) },
      4,
      true,
      /works, but no access to project/,
    ],
    [
      'an unknown project',
      { network: async () => ({ ...fine, status: 404 }) },
      3,
      true,
      /works, but project \S+f1 was not found/,
    ],
  ];

  test.each(cases)('%s', async (_what, world, code, works, said) => {
    const all: World = { network: async (request) => fineBut(request), now, ...world };
    const ended = await run(['auth', 'status', '-o', 'json'], all);
    expect([ended.code, (JSON.parse(ended.out) as { works: unknown }).works]).toEqual([code, works]);
    const text = await run(['auth', 'status', '-o', 'tsv'], all);
    expect(text.err).toMatch(said);
    expect(text.out).toContain(`works\t${works ?? 'unknown'}`);
    expect(text.err).not.toContain('before');
  });
});

const fineBut = (request: HttpRequest): Answer =>
  request.url.pathname === '/identity/token' ? failure('no-connection') : fine;

describe('if the credential comes from a profile', () => {
  const path = '/home/me/.config/wxdi/config.yaml';
  const files = {
    [path]: [
      'profiles:',
      '  wrongkey: {url: https://x.example.com, project: p, apikey: an-api-key}',
      '  broken: {url: https://x.example.com, project: p, apikey_command: nothing-there}',
    ].join('\n'),
  };
  const env = { ...configured, HOME: '/home/me' };
  const refused = async (request: HttpRequest): Promise<Answer> =>
    request.url.pathname === '/identity/token' ? { ...fine, status: 400 } : fine;
  const world: World = { env, files, network: refused, now };

  test('the fix names the profile and its file, not the environment', async () => {
    const list = await run(['job', 'list', '--profile', 'wrongkey'], world);
    expect(list.code).toBe(4);
    const fix = `create a new API key at https://cloud.ibm.com/iam/apikeys and set it: apikey of profile wrongkey in ${path}`;
    expect(list.err).toContain(`hint: ${fix}\n`);
    const doctor = await run(['doctor', '--profile', 'wrongkey'], world);
    expect(doctor.out).toContain(fix);
    expect(list.err + doctor.out).not.toContain('WXDI_APIKEY');
  });

  test('a failing apikey_command is reported by its place, with a fix', async () => {
    const { code, out } = await run(['doctor', '--profile', 'broken', '-o', 'tsv'], world);
    expect(code).toBe(2);
    expect(out).toMatch(
      /^failed\tsettings\tapikey_command of profile broken in .*config\.yaml failed with 1\trun/m,
    );
    expect(out).not.toContain('nothing-there');
  });
});
