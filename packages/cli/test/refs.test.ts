import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aJob, fakeClient, jobId, runId } from './fakes/client.js';
import { configured, run, start } from './fakes/context.js';
import { anError } from './fakes/errors.js';

const bad = [
  '',
  ' ',
  '.',
  '..',
  '../x',
  'a/b',
  '/',
  'a\\b',
  '%2e%2e',
  'x%2F..',
  '%2E',
  '%252e%252E',
  'a%25252fb',
  '\ud800',
  'a\nb',
  'a\u0000',
  '\u009bx',
];
const perJob = [
  ['get'],
  ['update', '--name', 'x'],
  ['set', '--schedule', 'none'],
  ['start'],
  ['reset-offset'],
  ['delete', '--yes'],
];
const perRun = [
  ['get'],
  ['wait'],
  ['watch'],
  ['logs'],
  ['metrics'],
  ['cancel'],
  ['pause'],
  ['resume'],
  ['delete', '--yes'],
];

describe('a JOB or RUN that could change a URL is refused before anything is sent', () => {
  test.each(bad)('%j', async (text) => {
    const client = fakeClient();
    for (const [verb = '', ...flags] of perJob) {
      const ended = await run(['job', verb, ...flags, '--', text], { client });
      expect([ended.code, ended.out]).toEqual([2, '']);
    }
    for (const [verb = '', ...flags] of perRun) {
      expect((await run(['run', verb, ...flags, '--', text, runId], { client })).code).toBe(2);
      expect((await run(['run', verb, ...flags, '--', jobId, text], { client })).code).toBe(2);
    }
    expect((await run(['job', 'delete', '--yes', '--', jobId, text], { client })).code).toBe(2);
    expect(client.calls).toEqual([]);
  });

  test('with any text around it', async () => {
    const part = fc.string({ maxLength: 5 });
    const poison = fc.constantFrom('/', '%2e', '%2F', '\n', '\u001b', '\u0085');
    await fc.assert(
      fc.asyncProperty(part, poison, part, async (before, middle, after) => {
        const client = fakeClient();
        expect((await run(['job', 'get', '--', before + middle + after], { client })).code).toBe(2);
        expect(client.calls).toEqual([]);
      }),
    );
  });
});

describe('JOB', () => {
  test('of the shape of a UUID, of any version, is an id', async () => {
    const client = fakeClient();
    await run(['job', 'get', jobId], { client });
    expect(client.calls).toEqual([['jobs.get', jobId]]);
  });

  test.each([
    ['an id in upper case', jobId.toUpperCase()],
    ['a page of the job', `https://dataplatform.cloud.ibm.com/jobs/${jobId}?project_id=p&context=cpdaas`],
    ['a page of a run', `https://cpd.example.com/zen/jobs/${jobId}/runs/${runId}#log`],
    ['a page below the job', `https://cpd.example.com/jobs/${jobId.toUpperCase()}/edit`],
  ])('with an id in %s is that id', async (_, text) => {
    const client = fakeClient();
    expect((await run(['job', 'get', text], { client })).code).toBe(0);
    expect(client.calls).toEqual([['jobs.get', jobId]]);
  });

  test.each([
    'https://cpd.example.com/projects/x/jobs',
    `https://cpd.example.com/assets/${jobId}`,
    `https://cpd.example.com/jobs/${jobId}0`,
    `https://cpd.example.com/?x=/jobs/${jobId}`,
  ])('that is another URL is exit 2, and says so: %s', async (text) => {
    const client = fakeClient();
    const { code, err } = await run(['job', 'get', text], { client });
    expect([code, client.calls]).toEqual([2, []]);
    expect(err).toContain('is a URL without the id of a job');
  });

  test('with the form of an id that does not exist is exit 3, and says how to use it as a name', async () => {
    const request = { operation: 'getJob', method: 'GET', path: `/v2/jobs/${jobId}`, status: 404 };
    const fails = { 'jobs.get': anError('NotFound', { request }) };
    const { code, err } = await run(['job', 'get', jobId], { client: fakeClient({ fails }) });
    expect(code).toBe(3);
    expect(err).toContain('hint: wxdi job list; for a job with this name, add --by-name\n');
  });

  test('that is not found is compared with all jobs', async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => aJob({ name: `Other ${n}` }));
    const client = fakeClient({ jobPages: [many, [aJob({ name: 'The last one' })]] });
    expect((await run(['job', 'get', 'The last on'], { client })).err).toContain(
      "did you mean 'The last one'?",
    );
  });

  test('of any other shape is an exact name', async () => {
    const client = fakeClient();
    expect((await run(['job', 'get', 'Load customers'], { client })).code).toBe(0);
    expect((await run(['job', 'reset-offset', 'Load customers'], { client })).code).toBe(0);
    expect(client.calls.map(([name]) => name)).toEqual(['jobs.find', 'jobs.find', 'jobs.resetOffset']);
  });

  test('with --by-name is a name, even if it looks like an id', async () => {
    const client = fakeClient();
    expect((await run(['job', 'get', '--by-name', '../x'], { client })).code).toBe(3);
    expect((await run(['job', 'get', '--by-name', jobId], { client })).code).toBe(3);
    // The listing is for the name that may have been meant.
    expect(client.calls.map(([name]) => name)).toEqual(['jobs.find', 'jobs.list', 'jobs.find', 'jobs.list']);
  });

  test('without a match is exit 3, with the nearest name', async () => {
    const ended = await run(['job', 'get', 'Load costumers'], { client: fakeClient() });
    expect([ended.code, ended.out]).toEqual([3, '']);
    expect(ended.err).toContain("hint: did you mean 'Load customers'?");
    const far = await run(['job', 'get', 'Unload'], { client: fakeClient() });
    expect(far.err).toContain('hint: wxdi job list');
  });

  test('with several matches is exit 2, with their ids on stderr', async () => {
    const fails = { 'jobs.find': anError('AmbiguousName', { candidates: ['id-1', 'id-2'] }) };
    const ended = await run(['job', 'get', 'twin'], { client: fakeClient({ fails }) });
    expect(ended.code).toBe(2);
    expect(ended.out).toBe('');
    expect(ended.err).toContain('id-1');
    expect(ended.err).toContain('id-2');
  });
});

describe('a command to copy', () => {
  const hint = async (argv: readonly string[]): Promise<string> => {
    const names = ['Load customers', '-v', jobId, 'a\u001b', '..'];
    const client = fakeClient({ jobPages: [names.map((name) => aJob({ name }))], runs: [] });
    return (await run(['run', 'get', ...argv, runId], { client })).err.split('\n').at(-2) ?? '';
  };

  test('contains the job as it was typed', async () => {
    expect(await hint(['Load customers'])).toBe("  hint: wxdi run list 'Load customers'");
    expect(await hint([jobId])).toBe(`  hint: wxdi run list ${jobId}`);
  });

  test.each(['-v', jobId, 'a\u001b', '..'])('contains the id if the name is %j', async (name) => {
    expect(await hint(['--by-name', '--', name])).toBe(`  hint: wxdi run list ${jobId}`);
  });
});

describe('RUN', () => {
  test.each([
    runId.toUpperCase(),
    `https://cpd.example.com/jobs/${jobId}/runs/${runId}?project_id=p`,
    `https://cpd.example.com/jobs/${jobId}/${runId}`,
  ])('with an id in another form is that id: %s', async (text) => {
    const client = fakeClient();
    expect((await run(['run', 'get', jobId, text], { client })).code).toBe(0);
    expect(client.calls).toEqual([['runs.get', jobId, runId]]);
  });

  test('that is the URL of a job is exit 2', async () => {
    const client = fakeClient();
    const ended = await run(['run', 'get', jobId, `https://cpd.example.com/jobs/${jobId}`], { client });
    expect([ended.code, client.calls]).toEqual([2, []]);
  });

  test.each([
    ['@latest', 'runs.latest'],
    ['@active', 'runs.active'],
    ['job run', 'runs.find'],
  ])('%s is looked up by %s', async (text, call) => {
    const client = fakeClient();
    await run(['run', 'get', jobId, text], { client });
    expect(client.calls[0]?.[0]).toBe(call);
  });

  test('@latest of a job without runs suggests a start, and of an unknown job the list', async () => {
    const get = (fails: object) =>
      run(['run', 'get', 'Load customers', '@latest'], { client: fakeClient({ fails: { ...fails } }) });
    const never = await get({ 'runs.latest': anError('NotFound') });
    expect([never.code, never.err]).toEqual([
      3,
      expect.stringContaining("wxdi job start 'Load customers'\n"),
    ]);
    const request = { operation: 'listRuns', method: 'GET', path: '/v2/jobs/x/runs', status: 404 };
    const gone = await get({ 'runs.latest': anError('NotFound', { request }) });
    expect(gone.err).toContain("hint: wxdi run list 'Load customers'\n");
  });

  test.each([
    ['run', 'get', jobId, '@active'],
    ['job', 'start', jobId, '--if-active', 'attach'],
  ])('several active runs are not reported as an ambiguous name: %j', async (...words) => {
    const fails = { 'runs.active': anError('AmbiguousName', { candidates: ['id-1', 'id-2'] }) };
    const { code, err } = await run(words, { client: fakeClient({ fails }) });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: 2 runs of the job are active\n {2}candidate id-1\n {2}candidate id-2\n/);
  });

  test('that begins with @ and is no alias is exit 2', async () => {
    expect((await run(['run', 'get', jobId, '@newest'], { client: fakeClient() })).code).toBe(2);
  });
});

describe('a page of the console', () => {
  const other = '0191d1a0-7b1e-7000-8000-0000000000f9';
  const page = (query: string) => `https://dataplatform.cloud.ibm.com/jobs/${jobId}/runs/${runId}?${query}`;
  const elsewhere = [
    page(`project_id=${other.toUpperCase()}&context=cpdaas`),
    page(`space_id=${other}`),
    `https://cpd.example.com/projects/${other}/jobs/${jobId}/runs/${runId}`,
  ];

  test.each(elsewhere)('of another project or space is refused, and nothing is sent: %s', async (text) => {
    const client = fakeClient();
    const kind = text.includes('space') ? 'space' : 'project';
    for (const words of [
      ['job', 'start', text],
      ['run', 'get', jobId, text],
    ]) {
      const { code, out, err } = await run(words, { client });
      expect([code, out, client.calls]).toEqual([2, '', []]);
      const own = `project ${configured.WXDI_PROJECT_ID}`;
      expect(err).toContain(`is a page of ${kind} ${other}, but ${own} is in use\n`);
      expect(err).toContain(`hint: add --${kind} ${other}\n`);
    }
    expect((await run(['run', 'get', text, text, `--${kind}`, other], { client })).code).toBe(0);
  });

  test('of the project in use, or without the id of one, is a job', async () => {
    for (const query of [`project_id=${configured.WXDI_PROJECT_ID.toUpperCase()}`, 'project_id=p', ''])
      expect((await run(['run', 'get', page(query), page(query)], { client: fakeClient() })).code).toBe(0);
  });

  test('of a run of another job is refused', async () => {
    const text = page('').replace(jobId, other);
    const { code, err } = await run(['run', 'get', jobId, text], { client: fakeClient() });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`RUN is the page of a run of another job: ${other}`),
    ]);
  });
});

describe('an id in upper case is the same id', () => {
  const id = '0191d1a0-7b1e-7000-8000-0000000000fa';

  test('of a project or a space', async () => {
    for (const [flag, name] of [
      ['--project', 'project'],
      ['--space', 'space'],
    ] as const) {
      const started = start(['job', 'list', flag, id.toUpperCase()], { client: fakeClient() });
      expect(await started.code).toBe(0);
      expect(started.connected[0]?.[name]).toBe(id);
    }
  });

  test('of an asset, a run, an environment and a parameter set', async () => {
    const client = fakeClient();
    const { jobs } = client;
    const original = { ...jobs };
    const filters: unknown[] = [];
    jobs.list = (filter) => {
      filters.push([filter?.assetId, filter?.runId]);
      return original.list(filter);
    };
    const upper = id.toUpperCase();
    await run(['job', 'list', '--asset', upper, '--run', upper], { client });
    expect(filters).toEqual([[id, id]]);
    const settings = ['--environment', `default_PX-${upper}`, '--param-set', `${upper}.small`];
    await run(['job', 'create', '--name', 'N', '--asset', upper, ...settings], { client });
    expect(client.calls.at(-1)).toMatchObject([
      'jobs.create',
      {
        assetId: id,
        configuration: { env_id: `default_PX-${id}` },
        parameterSets: [{ name: id, ref: id, valueSet: 'small' }],
      },
    ]);
  });
});

test('job list --run takes a whole id, and refuses the beginning of one', async () => {
  const client = fakeClient();
  const { code, err } = await run(['job', 'list', '--run', runId.slice(0, 9)], { client });
  expect([code, client.calls]).toEqual([2, []]);
  expect(err).toContain('--run takes the whole id of a run, not its beginning');
});
