import { describe, expect, test } from 'vitest';
import { failureJson, failureOf, failureText } from '../src/failure.js';
import { desiredJobs, resolvedAgain, type JobFiles } from '../src/job-files/desired.js';
import { InvalidFiles } from '../src/job-files/problem.js';
import { plain } from '../src/render/style.js';
import { contextFor, type World } from './fakes/context.js';

const head = 'apiVersion: wxdi/v1\nkind: Job\nmetadata: {name: J}\nspec:\n';

const read = async (flags: Partial<JobFiles>, world: World = {}) => {
  const { context } = contextFor([], world);
  return await desiredJobs({ context, secrets: new Set() }, { files: ['-'], ...flags });
};

/** The settings that a text describes. */
const spec = async (yaml: string, world: World = {}, flags: Partial<JobFiles> = {}) => {
  const stdin = head + yaml.replaceAll(/^/gm, '  ');
  return (await read(flags, { ...world, stdin })).map(({ document }) => document.spec);
};

const problems = async (reading: Promise<unknown>): Promise<readonly string[]> => {
  const error = await reading.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof InvalidFiles)) throw new Error(`unexpected: ${String(error)}`);
  const text = failureText(failureOf(error, { settings: {} as never }), plain);
  return text.split('\n').map((line) => line.replace(/^error: /, ''));
};

describe('a scalar of a job file is what it says', () => {
  test.each<[string, unknown]>([
    ['007', '007'],
    ['NO', 'NO'],
    ['12:30', '12:30'],
    ['1.20', '1.20'],
    ['0x1F', '0x1F'],
    ['1_000', '1_000'],
    ['2026-11-28', '2026-11-28'],
    ['5', 5],
    ['true', true],
    ['null', null],
    ['"5"', '5'],
    ['12345678901234567890', 12345678901234567890n],
  ])('%s', async (text, value) => {
    expect(await spec(`parameters:\n- {name: x, value: ${text}}`)).toEqual([
      { parameters: [{ name: 'x', value }] },
    ]);
  });

  test('in JSON as well', async () => {
    const text =
      '{"apiVersion":"wxdi/v1","kind":"Job","metadata":{"name":"J"},"spec":{"parameters":[{"name":"x","value":1E2}]}}';
    const [job] = await read({ files: ['a.json'] }, { files: { 'a.json': `\t${text}\n` } });
    expect(job?.document.spec.parameters).toEqual([{ name: 'x', value: 100 }]);
  });
});

describe('job files', () => {
  const job = (name: string): string =>
    `apiVersion: wxdi/v1\nkind: Job\nmetadata: {name: ${name}}\nspec: {}\n`;
  const json = (name: string) => ({ apiVersion: 'wxdi/v1', kind: 'Job', metadata: { name }, spec: {} });
  const names = async (files: Readonly<Record<string, string>>, paths: readonly string[], stdin = '') =>
    (await read({ files: paths }, { files, stdin })).map(({ document }) => document.metadata.name);

  test('are documents of YAML, JSON, and lists of them', async () => {
    const files = {
      'a.yaml': `---\n${job('A')}---\n---\n# empty\n---\n${job('B')}...\n`,
      'b.json': JSON.stringify([json('C'), json('D')], undefined, '\t'),
      'c.yml': `- ${JSON.stringify(json('E'))}\n- ${JSON.stringify(json('F'))}\n`,
      'd.yaml': '{apiVersion: wxdi/v1, kind: Job, metadata: {name: G}, spec: {}}',
    };
    expect(await names(files, Object.keys(files))).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
    expect(await names({}, ['-'], job('S'))).toEqual(['S']);
  });

  test('of a folder are read in the order of their names, without hidden files and folders in it', async () => {
    const files = {
      'jobs/b.yaml': job('B'),
      'jobs/a.YML': job('A'),
      'jobs/c.json': JSON.stringify(json('C')),
      'jobs/.wxdi.yaml': 'project: x',
      'jobs/README.md': 'x',
      'jobs/prod/a.yaml': job('P'),
    };
    for (const path of ['jobs', 'jobs/']) expect(await names(files, [path])).toEqual(['A', 'B', 'C']);
    expect(await names(files, ['jobs', 'jobs/prod'])).toEqual(['A', 'B', 'C', 'P']);
  });

  test.each([
    [{}, 'x.yaml', 'cannot read x.yaml: no such file or folder'],
    [{ 'jobs/prod/a.yaml': job('A') }, 'jobs', 'no .yaml, .yml or .json file in jobs'],
    [{ 'x.yaml': '# nothing\n' }, 'x.yaml', 'x.yaml contains no job'],
  ])('that are not there are an error', async (files, path, message) => {
    await expect(names(files, [path])).rejects.toThrow(message);
  });

  test('have every mistake reported at once, with its place, path and the nearest key', async () => {
    const files = {
      'jobs/a.yaml': `${head}  shedule: 0 6 * * *\n  parameters:\n  - name: a\n    vlaue: 1\n  retention: {days: x}\n`,
      'jobs/b.yaml': 'a: [\n',
      'jobs/c.json': '{"a": 1,}',
      'jobs/d.json':
        '{"apiVersion":"wxdi/v1","kind":"Job",\n "kind":"Job","metadata":{"name":"D"},"spec":{}}',
      'jobs/e.yaml': 'apiVersion: wxdi/v2\nkind: Plan\nspec: {}\n',
      'jobs/f.yaml': 'text\n',
      'jobs/g.yaml': `${head}  zzzzzzzzz: 1\n`,
      'jobs/h.yaml': `${head}  description: !!binary x\n`,
    };
    expect(await problems(read({ files: ['jobs'] }, { files }))).toEqual([
      'the job files have 13 errors',
      '  jobs/a.yaml:5:3: spec.shedule: unknown key; did you mean schedule?',
      '  jobs/a.yaml:8:5: spec.parameters[0].vlaue: unknown key; did you mean value?',
      '  jobs/a.yaml:9:15: spec.retention.days: expected a whole number, 0 or more, got text',
      '  jobs/b.yaml:2:1: not valid YAML: bad indent',
      expect.stringMatching(/^ {2}jobs\/c.json:1:9: not valid JSON: /),
      '  jobs/d.json:2:2: not valid JSON: duplicate key',
      '  jobs/e.yaml:1:1: metadata: expected a value, got none',
      '  jobs/e.yaml:1:1: apiVersion: expected wxdi/v1, got "wxdi/v2"',
      '  jobs/e.yaml:2:1: kind: expected Job, got "Plan"',
      '  jobs/f.yaml:1:1: expected an object, got text',
      '  jobs/g.yaml:3:12: metadata.name: expected each job once, got the name of the job at jobs/a.yaml:3',
      expect.stringMatching(/^ {2}jobs\/g.yaml:5:3: spec.zzzzzzzzz: unknown key; expected one of flow, type/),
      '  jobs/h.yaml:5:25: not valid YAML: the tag tag:yaml.org,2002:binary is not supported',
    ]);
  });

  test('have one mistake reported on one line, and for programs with its parts', async () => {
    const reading = read({}, { stdin: `${head}  shedule: x` });
    expect(await problems(reading)).toEqual(['stdin:5:3: spec.shedule: unknown key; did you mean schedule?']);
    const error = await reading.catch((cause: unknown) => cause);
    expect(JSON.parse(failureJson(failureOf(error, { settings: {} as never })))).toMatchObject({
      kind: 'InvalidInput',
      outcome: 'not-sent',
      exitCode: 2,
      issues: [
        {
          file: 'stdin',
          line: 5,
          column: 3,
          path: 'spec.shedule',
          received: 'an unknown key',
          nearest: 'schedule',
        },
      ],
    });
  });

  test.each([
    ['a.yaml', '['.repeat(20_000), 'not valid JSON'],
    ['a.json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'at most 200 levels'],
    ['a.yaml', `${head}  configuration: ${'{a: '.repeat(300)}1${'}'.repeat(300)}`, 'at most 200 levels deep'],
    ['a.yaml', '&a [*a]', 'unresolved or recursive alias'],
  ])('that are nested too deeply are an error: %s %#', async (file, text, message) => {
    expect((await problems(read({ files: [file] }, { files: { [file]: text } }))).join('\n')).toContain(
      message,
    );
  });

  test('that describe a job twice are refused, unless the ids differ', async () => {
    const two = (a: string, b: string) =>
      `${job('J').replace('J}', `J, id: ${a}}`)}---\n${job('J').replace('J}', `J, id: ${b}}`)}`;
    expect(await names({ 'a.yaml': two('x', 'y') }, ['a.yaml'])).toEqual(['J', 'J']);
    const files = {
      'a.yaml': two('x', 'x'),
      'b.yaml': two('x', 'y').replace('name: J, id: y', 'name: K, id: x'),
    };
    expect(await problems(read({ files: ['a.yaml'] }, { files }))).toEqual([
      'the job files have 2 errors',
      '  a.yaml:8:12: metadata.name: expected each job once, got the name of the job at a.yaml:3',
      '  a.yaml:8:21: metadata.id: expected each job once, got the id of the job at a.yaml:3',
    ]);
    expect(await problems(read({ files: ['b.yaml'] }, { files }))).toEqual([
      'b.yaml:8:21: metadata.id: expected each job once, got the id of the job at b.yaml:3',
    ]);
  });
});

describe('a reference in a job file', () => {
  const world = {
    env: { PASSWORD: 'hunter2', EMPTY: '' },
    files: {
      'jobs/a.yaml': `${head}  description: \${file:sql/a.sql} \${file:./sql/a.sql} \${file:/etc/x}\n`,
      'jobs/sql/a.sql': 'select 1\n',
      '/etc/x': 'x',
      'vars.yaml': 'year: 2027\nstage: dev\n',
      'vars.env': 'stage=test\n',
    },
  };

  test('has its value, and is kept as it was written', async () => {
    const stdin = `${head}  description: \${env.PASSWORD} for \${var.stage:-dev}, $\${env.PASSWORD} \${x}`;
    const [job] = await read({}, { ...world, stdin });
    expect(job?.document.spec.description).toBe('hunter2 for dev, ${env.PASSWORD} ${x}');
    expect(job?.written?.spec.description).toBe(
      '${env.PASSWORD} for ${var.stage:-dev}, $${env.PASSWORD} ${x}',
    );
  });

  test('to a file is relative to the file that has it, also when a plan is read again', async () => {
    const [job] = await read({ files: ['jobs/a.yaml'] }, world);
    expect(job?.document.spec.description).toBe('select 1 select 1 x');
    expect(job?.written?.spec.description).toBe(
      '${file:jobs/sql/a.sql} ${file:jobs/sql/a.sql} ${file:/etc/x}',
    );
    const { context } = contextFor([], world);
    const written = [{ document: job?.written as never, label: 'plan.json' }];
    expect(await resolvedAgain({ context, secrets: new Set() }, written, {})).toEqual([
      { document: job?.document, written: job?.written },
    ]);
  });

  test('to a variable takes --var before files of --var-file, of which the last wins, with their types', async () => {
    const yaml = 'description: ${var.stage}\nretention: {days: "${var.year}"}\nwarnLimit: ${var.limit}';
    const varFiles = ['vars.yaml', 'vars.env'];
    expect(await spec(yaml, world, { varFiles, vars: ['limit:=5'] })).toEqual([
      { description: 'test', retention: { days: 2027 }, warnLimit: 5 },
    ]);
    expect(await spec(yaml, world, { varFiles, vars: ['limit:=5', 'stage=prod'] })).toMatchObject([
      { description: 'prod' },
    ]);
  });

  test.each([
    [['x'], '--var takes k=v or k:=json'],
    [['a b=v'], '--var takes k=v or k:=json'],
    [['stage=1', 'stage=2'], '--var sets "stage" twice'],
    [['stage:=x'], '--var stage:= takes JSON'],
    [['stgae=prod'], '--var stgae: no job file has ${var.stgae}; did you mean stage?'],
  ])('is not what --var %j sets', async (vars, message) => {
    await expect(spec('description: ${var.stage}', world, { vars })).rejects.toThrow(message);
  });

  test('without a value is an error with its place, among all others', async () => {
    const yaml = [
      'description: ${env.NONE}',
      'environment: ${env.EMPTY}',
      'schedule: ${var.cron}',
      'warnLimit: ${file:limit}',
      'type: ${env.}',
      'shedule: x',
    ].join('\n');
    expect(await problems(spec(yaml, world))).toEqual([
      'the job files have 6 errors',
      '  stdin:5:3: spec.description: expected a value for ${env.NONE}, got no environment variable NONE',
      '  stdin:6:3: spec.environment: expected a value for ${env.EMPTY}, got an empty environment variable EMPTY; to allow it, write ${env.EMPTY:-}',
      '  stdin:7:3: spec.schedule: expected a value for ${var.cron}, got no --var cron',
      '  stdin:8:3: spec.warnLimit: expected a value for ${file:limit}, got no file limit',
      '  stdin:9:3: spec.type: expected ${env.NAME}, ${var.NAME} or ${file:PATH}, with or without :-default, got ${env.}; for this text itself, write $${env.}',
      '  stdin:10:3: spec.shedule: unknown key; did you mean schedule?',
    ]);
  });

  test('may allow an empty variable', async () => {
    expect(await spec('description: "${env.EMPTY:-}"', world)).toEqual([{ description: '' }]);
  });

  test('never has its value in an error', async () => {
    const yaml =
      'schedule: ${env.PASSWORD}\nwarnLimit: ${env.PASSWORD}\nretention: {days: "${env.PASSWORD}"}';
    const found = await problems(spec(yaml, world));
    expect(found).toContain(
      '  stdin:5:3: spec.schedule: expected a cron expression of five fields in UTC, such as 0 6 * * *, got the value of ${env.PASSWORD}',
    );
    expect(found).toHaveLength(4);
    expect(found.join('')).not.toContain('hunter2');
  });
});

describe('an overlay', () => {
  const base = (name: string, more: string): string =>
    `apiVersion: wxdi/v1\nkind: Job\nmetadata: {name: ${name}}\nspec:\n${more}`;
  const files = {
    'base/a.yaml': base(
      'A',
      '  flow: {name: F}\n  schedule: 0 1 * * *\n  parameters:\n  - {name: year, value: "2027"}\n  - {name: pw, value: "${env.DEV_PW}"}\n',
    ),
    'base/b.yaml': base('B', '  flow: {name: G}\n'),
    'prod/a.yaml': base(
      'A',
      '  schedule: 0 2 * * *\n  parameters:\n  - {name: pw, value: "${env.PROD_PW}"}\n  warnLimit: 3\n',
    ),
    'prod/wrong.yaml': base('B', '  parameters:\n  - name: x\n    vlaue: 1\n'),
    'test.yaml': base('"${var.name}"', '  schedule: null\n  parameters: [{name: pw, value: null}]\n'),
  };

  test('is laid over the files before it by the name of the job; a reference that it replaces needs no value', async () => {
    const jobs = await read({ files: ['base', 'prod/a.yaml'] }, { files, env: { PROD_PW: 'p' } });
    expect(jobs.map(({ document }) => [document.metadata.name, document.spec])).toEqual([
      [
        'A',
        {
          flow: { name: 'F' },
          schedule: '0 2 * * *',
          parameters: [
            { name: 'year', value: '2027' },
            { name: 'pw', value: 'p' },
          ],
          warnLimit: 3,
        },
      ],
      ['B', { flow: { name: 'G' } }],
    ]);
  });

  test('has the mistakes of both reported where they are', async () => {
    const wrong = {
      'base.yaml': base(
        'A',
        '  type: 1\n  schedule: x\n  parameters:\n  - {name: a, vlaue: 1}\n  - {name: b}\n',
      ),
      'over.yaml': base('A', '  schedule: y\n  parameters:\n  - name: b\n    ref: 1\n'),
    };
    expect(await problems(read({ files: ['base.yaml', 'over.yaml'] }, { files: wrong }))).toEqual([
      'the job files have 4 errors',
      '  base.yaml:5:3: spec.type: expected text, got 1',
      '  base.yaml:8:15: spec.parameters[0].vlaue: unknown key; did you mean value?',
      '  over.yaml:5:3: spec.schedule: expected a cron expression of five fields in UTC, such as 0 6 * * *, got y',
      '  over.yaml:8:5: spec.parameters[1].ref: unknown key; expected one of name, value',
    ]);
  });

  test('finds its job by the value of its name', async () => {
    const [job] = await read({ files: ['base/a.yaml', 'test.yaml'], vars: ['name=A'] }, { files });
    expect(job?.document.spec).toEqual({
      flow: { name: 'F' },
      schedule: null,
      parameters: [{ name: 'year', value: '2027' }],
    });
  });

  test('has its own mistakes, at their place in it', async () => {
    expect(await problems(read({ files: ['base/b.yaml', 'prod/wrong.yaml'] }, { files }))).toEqual([
      'prod/wrong.yaml:7:5: spec.parameters[0].vlaue: unknown key; did you mean value?',
    ]);
  });

  test('of one of several jobs of a name needs its id', async () => {
    const one = (id: string): string =>
      base('A', '  warnLimit: 1\n').replace('name: A', `name: A, id: ${id}`);
    const two = {
      'b.yaml': `${one('x')}---\n${one('y')}`,
      'o.yaml': one('y').replace('Limit: 1', 'Limit: 2'),
      'p.yaml': base('A', '  warnLimit: 3\n'),
    };
    const jobs = await read({ files: ['b.yaml', 'o.yaml'] }, { files: two });
    expect(jobs.map(({ document }) => document.spec.warnLimit)).toEqual([1, 2]);
    expect(await problems(read({ files: ['b.yaml', 'p.yaml'] }, { files: two }))).toEqual([
      'p.yaml:3:1: metadata.id: expected one of x, y, since 2 jobs have this name, got none of them',
    ]);
  });
});
