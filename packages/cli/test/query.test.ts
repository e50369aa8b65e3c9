import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { aJob, aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { run } from './fakes/context.js';

const twin = aJob({ id: '0191d1a0-7b1e-7000-8000-000000000002', name: 'Weekly' });
const client = () => fakeClient({ jobPages: [[aJob()], [twin]] });

describe('--query', () => {
  test.each([
    ['json', '[].name', '[\n  "Load customers",\n  "Weekly"\n]\n'],
    ['jsonl', 'name', '"Load customers"\n"Weekly"\n'],
    ['yaml', '[].name', '- Load customers\n- Weekly\n'],
    ['tsv', '[].name', 'Load customers\nWeekly\n'],
    ['tsv', '[].[name, type]', 'Load customers\tdata_intg_flow\nWeekly\tdata_intg_flow\n'],
    ['tsv', 'length(@)', '2\n'],
    ['tsv', '[0].nothing', ''],
    ['table', '[0].name', 'Load customers\n'],
  ])('of a list as %s: %s', async (output, query, out) => {
    const ended = await run(['job', 'list', '-o', output, '--query', query], { client: client() });
    expect([ended.code, ended.out]).toEqual([0, out]);
  });

  test('of one object, of an event stream, of ids and of a log', async () => {
    const one = await run(['job', 'get', jobId, '--query', 'name'], { client: client() });
    expect(one.out).toBe('Load customers\n');
    const events = await run(['run', 'wait', jobId, runId, '-o', 'jsonl', '--query', 'type'], {
      client: client(),
    });
    expect(events.out).toBe('"state"\n"result"\n');
    const ids = await run(['job', 'delete', '--yes', jobId, '-o', 'json', '--query', '[0]'], {
      client: client(),
    });
    expect(JSON.parse(ids.out)).toBe(jobId);
    const logs = [{ text: 'a', raw: 'a', severity: 'error' }] as never;
    const log = await run(['run', 'logs', jobId, runId, '--query', '[].severity'], {
      client: fakeClient({ logs }),
    });
    expect(log.out).toBe('error\n');
  });

  test('an invalid expression is exit 2 before anything is sent', async () => {
    const nobody = client();
    const ended = await run(['job', 'list', '--query', 'no(such)['], { client: nobody });
    expect([ended.code, ended.out, nobody.calls]).toEqual([2, '', []]);
  });
});

describe('yaml', () => {
  test('contains the same data as json', async () => {
    const json = await run(['job', 'list', '-o', 'json'], { client: client() });
    const yaml = await run(['job', 'list', '-o', 'yaml'], { client: client() });
    expect(parseYaml(yaml.out)).toEqual(JSON.parse(json.out));
  });

  test('contains no control sequence', async () => {
    const names = [
      'a\u001b[31mred',
      'b\u202egnp',
      'c\u009b1m',
      'd\u{e0041}',
      'e\nf',
      '\u0007',
      '- not: a list',
      '*x',
    ];
    const jobPages = [names.map((name) => aJob({ name }))];
    const { out } = await run(['job', 'list', '-o', 'yaml'], { client: fakeClient({ jobPages }) });
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|\u{e0041}/u);
    expect((parseYaml(out) as { name: string }[]).map(({ name }) => name)).toEqual(names);
  });
});

test('-o name prints what commands accept: names of jobs, ids of runs', async () => {
  const list = await run(['run', 'list', jobId, '-o', 'name'], { client: client() });
  expect(list.out).toBe(`${runId}\n`);
  const started = await run(['job', 'start', jobId, '-o', 'name'], { client: client() });
  expect(started.out).toBe(`${runId}\n`);
});

test('-o name prints names only, -o wide prints all columns and cuts nothing', async () => {
  expect((await run(['job', 'list', '-o', 'name'], { client: client() })).out).toBe(
    'Load customers\nWeekly\n',
  );
  const name = 'n'.repeat(300);
  const wide = fakeClient({ runs: [aRun({ name })] });
  const { out } = await run(['run', 'list', jobId, '-o', 'wide'], { client: wide, columns: 60 });
  expect(out).toContain(name);
  expect(out.split('\n')[0]).toMatch(/STARTED +FINISHED +READ +JOB$/);
});
