import { describe, expect, test } from 'vitest';
import { jobId } from './fakes/client.js';
import { configured, run, type World } from './fakes/context.js';
import { answer } from './fakes/virtual-time.js';

const wireJob = {
  metadata: { asset_id: jobId, name: 'Load customers' },
  entity: {
    job: {
      asset_ref_type: 'data_intg_flow',
      configuration: { env_variables: ['DB_PASSWORD=hunter2-planted'] },
      job_parameters: [{ name: 'api_key', value: 'parameter-planted' }],
    },
  },
};

/** A token service that gives a token, and a service that repeats it in a header and in its body. */
const world: World = {
  env: {
    WXDI_URL: configured.WXDI_URL,
    WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
    WXDI_APIKEY: 'apikey-planted',
    WXDI_AUTH_URL: 'https://iam.example.com',
  },
  network: async ({ url, headers }) =>
    url.host === 'iam.example.com'
      ? answer(200, { access_token: 'token-planted', expires_in: 3600, token_type: 'Bearer' })
      : answer(
          200,
          { ...wireJob, echo: headers['authorization'] },
          { 'set-cookie': 'session=cookie-planted', 'x-request-id': 'request-7' },
        ),
};

const planted = /planted/;
const commands = [
  ['job', 'get', jobId],
  ['api', 'GET', `/v2/jobs/${jobId}?password=query-planted`, '--header', 'x-own: header-planted'],
];

describe.each(commands)('a request of `%s %s`', (...words) => {
  test('is printed with path, query, status and duration with -v', async () => {
    const { code, err } = await run([...words, '-v'], world);
    expect(code).toBe(0);
    expect(err).toMatch(
      /^GET \/v2\/jobs\/\S+[?&]project_id=0191d1a0-7b1e-7000-8000-0000000000f1 → 200 \(\d+ ms\)\n$/,
    );
  });

  test('is printed with the headers that contain no credential with -vv', async () => {
    const { err } = await run([...words, '-vv'], world);
    expect(err).toMatch(/^> POST iam\.example\.com\/identity\/token$/m);
    expect(err).toMatch(
      /^> GET wxdi\.example\.com\/v2\/jobs\/\S+project_id=0191d1a0-7b1e-7000-8000-0000000000f1$/m,
    );
    expect(err).toMatch(/^> accept: application\/json$/m);
    expect(err).toMatch(/^> authorization: \*\*\*$/m);
    expect(err).toMatch(/^< 200\n(?:< .*\n)*< x-request-id: request-7$/m);
    expect(err).toMatch(/^< set-cookie: \*\*\*$/m);
    expect(err).not.toContain('asset_ref_type');
  });

  test('is printed with masked bodies with --debug', async () => {
    const { err } = await run([...words, '--debug'], world);
    expect(err).toContain('"access_token":"***"');
    expect(err).toContain('grant_type=urn');
    expect(err).toContain('"env_variables":["DB_PASSWORD=***"]');
    expect(err).toContain('{"name":"api_key","value":"***"}');
    expect(err).toContain('"echo":"Bearer [secret]"');
  });

  test('is one JSON object with JSON output, also with headers and bodies', async () => {
    const { err } = await run([...words, '--debug', '-o', 'json'], world);
    const lines = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { message: string });
    expect(lines.map(({ message }) => message.split(' ')[0])).toEqual(['POST', 'GET', 'GET']);
    expect(lines[1]).toMatchObject({
      level: 'debug',
      request: { headers: { authorization: '***' } },
      response: { headers: { 'x-request-id': 'request-7' } },
    });
  });

  test.each([['-v'], ['-vv'], ['--debug'], ['--debug', '-o', 'json']])(
    'contains no secret with %s %s',
    async (...flags) => {
      const { err } = await run([...words, ...flags], world);
      expect(err).toContain(jobId);
      expect(err).not.toMatch(planted);
    },
  );
});

test('a body that is not JSON is printed without control characters, and cut if it is long', async () => {
  const network: World['network'] = async () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: `<b>\u001b[31m\n${'x'.repeat(30_000)}`,
  });
  const { err } = await run(['api', 'GET', '/v2/jobs', '--debug'], { network });
  expect(err).toContain('< <b>\\x1b[31m\n< xxx');
  expect(err).toContain('… (10009 more characters)');
});

describe('doctor and auth status', () => {
  const named: World = { ...world, env: { ...world.env, WXDI_PROJECT_ID: 'Sales' } };
  test.each([[['doctor']], [['auth', 'status']]])(
    '%j print their requests as other commands do',
    async (words) => {
      const { err } = await run([...words, '-v'], world);
      expect(err).toMatch(/^GET \/v2\/jobs\?limit=1&project_id=\S+ → 200 \(\d+ ms\)$/m);
      const headers = await run([...words, '-vv'], world);
      expect(headers.err).toMatch(/^> POST iam\.example\.com\/identity\/token$/m);
      expect(headers.err).toMatch(/^> authorization: \*\*\*$/m);
      expect(headers.err).not.toMatch(planted);
      const lookup = await run([...words, '-v', '--max-retries', '0'], named);
      expect(lookup.err).toMatch(/^GET \/v2\/projects\?\S+ → 200 \(\d+ ms\)$/m);
    },
  );
});
