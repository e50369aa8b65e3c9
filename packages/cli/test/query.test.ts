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

describe('--query in a table', () => {
  const rows = fakeClient({
    runs: [
      aRun({ rowsWritten: 5, name: 'a\u001b' }),
      aRun({ id: jobId, rowsWritten: 1_200, name: 'longer name', userStatus: 'ok' }),
    ],
  });
  const list = (output: string, query: string) =>
    run(['run', 'list', jobId, '-o', output, '--query', query], { client: rows });

  test('has the members of objects as columns', async () => {
    const { out, err } = await list('table', '[].{run: name, rows: rowsWritten, reasons: reasons}');
    expect(out).toBe('run          rows  reasons\na\\x1b           5  []\nlonger name  1200  []\n');
    expect(err).toBe('');
  });

  test('has one row for one object, and empty cells for absent members', async () => {
    expect((await list('table', '[1].{a: name, b: userStatus, c: nothing}')).out).toBe(
      'a            b   c\nlonger name  ok\n',
    );
  });

  test('has aligned columns without a header for lists', async () => {
    expect((await list('table', '[].[name, rowsWritten]')).out).toBe(
      'a\\x1b           5\nlonger name  1200\n',
    );
  });

  test('as tsv has the same columns without a header', async () => {
    expect((await list('tsv', '[].{run: name, rows: rowsWritten, reasons: reasons}')).out).toBe(
      'a\\x1b\t5\t[]\nlonger name\t1200\t[]\n',
    );
  });
});

describe('--query with jsonl', () => {
  const lines = async (words: readonly string[], query: string) => {
    const logs = [{ text: 'a', raw: 'a', severity: 'error' }] as never;
    const service = fakeClient({ jobPages: [[aJob()], [twin]], logs });
    const { out, err } = await run([...words, '-o', 'jsonl', '--query', query], { client: service });
    expect(err).not.toContain('warning');
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
  };

  test('applies to each object, and an expression for a list to a list of it', async () => {
    expect(await lines(['job', 'list'], '[].id')).toEqual([jobId, twin.id]);
    expect(await lines(['job', 'list'], 'id')).toEqual([jobId, twin.id]);
    expect(await lines(['job', 'list'], '[*].{a: name}')).toEqual([{ a: 'Load customers' }, { a: 'Weekly' }]);
    expect(await lines(['job', 'list'], "[?name=='Weekly'].name")).toEqual(['Weekly']);
    expect(await lines(['job', 'list'], 'schedule')).toEqual([null, null]);
    expect(await lines(['job', 'delete', '-y', jobId], 'id')).toEqual([jobId]);
    expect(await lines(['run', 'logs', jobId, runId], '[].severity')).toEqual(['error']);
    expect(await lines(['run', 'wait', jobId, runId], "[?type=='result'].exitCode")).toEqual([0]);
  });
});

describe('a --query that selects nothing', () => {
  const warning = async (words: readonly string[], query: string, more: readonly string[] = []) => {
    const { code, err } = await run([...words, '--query', query, ...more], { client: client() });
    expect(code).toBe(0);
    return err;
  };
  const said = (why: string): string => `warning: --query selected nothing: ${why}\n`;

  test.each([
    ['[].nme', 'no object has the member "nme"; did you mean name?'],
    ['[].{a: nme, b: typ}', 'no object has the member "nme", "typ"; did you mean name?'],
    ["[?nme=='x']", 'no object has the member "nme"; did you mean name?'],
    ['[0].configuration.offset', 'no object has the member "offset"'],
    ['name', 'the output is a list: begin with [], as in [].name'],
  ])('of a list, %s, warns with the member that is missing', async (query, why) => {
    for (const output of ['json', 'jsonl', 'tsv', 'table', 'yaml']) {
      if (output === 'jsonl' && !query.startsWith('[]')) continue;
      const err = await warning(['job', 'list'], query, ['-o', output]);
      if (output.startsWith('json'))
        expect(JSON.parse(err)).toEqual({ level: 'warning', message: said(why).slice(9, -1) });
      else expect(err).toBe(said(why));
    }
  });

  test('of one object warns too', async () => {
    expect(await warning(['job', 'get', jobId], '[].name')).toBe(
      said('the output is one object: omit the [] at the beginning'),
    );
    expect(await warning(['run', 'get', jobId, runId], 'sate')).toBe(
      said('no object has the member "sate"; did you mean state?'),
    );
  });

  test.each([
    ['a member that the service did not send', ['run', 'get', jobId, runId], 'rowsRead'],
    ['a member that is null', ['job', 'list'], '[].schedule'],
    ['a filter that nothing matches', ['job', 'list'], "[?name=='x']"],
    ['an index after the end', ['job', 'list'], '[7].name'],
    ['a list without rows', ['job', 'list', '--name', 'x'], '[].nme'],
    ['some objects without it', ['run', 'get', jobId, runId], '{id: id, no: nothing}'],
  ])('does not warn of %s', async (_what, words, query) => {
    expect((await warning(words, query)).replace('no jobs\n', '')).toBe('');
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
