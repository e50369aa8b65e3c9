import { describe, expect, test } from 'vitest';
import { aJob, aRun, fakeClient } from './fakes/client.js';
import { configured, run } from './fakes/context.js';

const id = (n: number): string => `0191d1a0-7b1e-7000-8000-${String(n).padStart(12, '0')}`;
const jobs = Array.from({ length: 20 }, (_, n) =>
  aJob({ id: id(n), name: `Job ${String(n).padStart(4, '0')}` }),
);
const client = () =>
  fakeClient({ jobPages: [jobs], runs: [aRun({ id: id(77) }), aRun({ id: id(78), name: 'second' })] });
const got = async (argv: readonly string[], answers: readonly string[]) => {
  const asked = client();
  const ended = await run(argv, { client: asked, terminal: true, answers });
  return { ...ended, calls: asked.calls };
};

describe('a missing JOB on a terminal', () => {
  test.each([
    [['3'], 2],
    [['Job 0012'], 12],
    [['0017'], 17],
    [['001', '2'], 10],
    [['nothing like it', '1'], 0],
  ])('is picked by %j', async (answers, n) => {
    const { code, calls, err } = await got(['job', 'get'], answers);
    expect([code, calls.at(-1)]).toEqual([0, ['jobs.get', id(n)]]);
    expect(err).toContain('… and 5 more');
  });

  test('is exit 2 after an empty answer', async () => {
    const { code, err } = await got(['job', 'get'], ['']);
    expect(code).toBe(2);
    expect(err).toContain('no job was chosen');
  });

  test('is picked together with a RUN, or the RUN alone', async () => {
    const both = await got(['run', 'get'], ['1', 'second']);
    expect(both.calls.at(-1)).toEqual(['runs.get', id(0), id(78)]);
    const one = await got(['run', 'get', id(5)], ['1']);
    expect(one.calls.at(-1)).toEqual(['runs.get', id(5), id(77)]);
  });
});

test('all jobs can be picked, and the newest 30 runs, which is said', async () => {
  const many = Array.from({ length: 2_500 }, (_, n) => aJob({ id: id(n), name: `Job ${n}.` }));
  const runs = Array.from({ length: 40 }, (_, n) => aRun({ id: id(n), name: `run ${n}.` }));
  const asked = fakeClient({ jobPages: [many], runs });
  const world = { client: asked, terminal: true, answers: ['Job 2499.', 'run 35.', 'run 29.'] };
  const { code, err } = await run(['run', 'get'], world);
  expect([code, asked.calls.at(-1)]).toEqual([0, ['runs.get', id(2_499), id(29)]]);
  expect(err).toContain('no run name contains "run 35." (of the newest 30)');
});

describe('a missing JOB is a usage error', () => {
  test.each([
    ['off a terminal', { terminal: false }, []],
    ['with --no-input', { terminal: true }, ['--no-input']],
    ['with WXDI_NO_INPUT', { terminal: true, env: { ...configured, WXDI_NO_INPUT: '1' } }, []],
    ['in CI', { terminal: true, env: { ...configured, CI: 'true' } }, []],
    ['with -o json', { terminal: true }, ['-o', 'json']],
  ])('%s', async (_when, world, flags) => {
    const asked = client();
    const ended = await run(['job', 'get', ...flags], { client: asked, ...world });
    expect([ended.code, ended.out, asked.calls]).toEqual([2, '', []]);
    expect(ended.err).toContain('`wxdi job get` needs JOB: wxdi job get JOB');
  });
});

test('the next useful command is printed on a terminal only', async () => {
  const argv = ['job', 'create', '--name', 'x', '--asset', 'y'];
  expect((await got(argv, [])).err).toMatch(/to start it: wxdi job start 0191/);
  expect((await run(argv, { client: client() })).err).not.toContain('to start it');
  expect((await got([...argv, '-q'], [])).err).toBe('');
});
