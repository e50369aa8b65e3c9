import type { WxdiError } from '@wxdi/sdk';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { aJob, aRun, fakeClient } from './fakes/client.js';
import { run, start } from './fakes/context.js';
import { anError } from './fakes/errors.js';
import { simulated, type Simulated } from './fakes/simulated.js';

let world: Simulated;
afterEach(async () => await world?.simulator.close());

/** Jobs A, B and C with two finished runs each; Active has two active runs. */
const begin = async () => {
  world = await simulated({
    jobs: [
      ...['A', 'B', 'C'].map((name) => ({ name, runs: 2 })),
      { name: 'Active', runs: [{ plan: 'hangs' as const }, { plan: 'hangs' as const }, {}] },
    ],
  });
  return world;
};
const lines = (out: string): readonly string[] => out.split('\n').filter((line) => line !== '');
const runsOf = async (job: string, ...flags: readonly string[]) =>
  lines((await world.run(['run', 'list', job, '-o', 'name', ...flags])).out);
const names = async () => lines((await world.run(['job', 'list', '-o', 'name'])).out).toSorted();
const absent = '0191d1a0-7b1e-7000-8000-0000000000ff';

describe('a wrong one among several changes nothing', () => {
  test.each([
    ['a name', ['job', 'delete', 'A', 'Bee'], 3],
    ['an id', ['job', 'delete', 'A', absent], 3],
    ['a run of a name', ['run', 'delete', 'A', '@latest', 'nosuch'], 3],
    ['a run of an id', ['run', 'delete', 'A', '@latest', absent], 3],
    ['an active run to delete', ['run', 'delete', 'Active', '@latest', 'ACTIVE'], 2],
    ['a run to cancel', ['run', 'cancel', 'Active', 'ACTIVE', absent], 3],
    ['a word that is no id', ['job', 'delete', 'A', '..'], 2],
    ['the beginning of an id', ['job', 'delete', 'A', 'PREFIX'], 2],
    ['the beginning of the id of a run', ['run', 'cancel', 'Active', 'ACTIVE', 'PREFIX'], 2],
  ])('%s', async (_, argv, code) => {
    await begin();
    const [active = ''] = await runsOf('Active', '--state', 'Running,Starting');
    const [job = ''] = lines((await world.run(['job', 'list', '-o', 'jsonl', '--query', 'id'])).out);
    const places: Record<string, string> = {
      ACTIVE: active,
      PREFIX: (argv[0] === 'job' ? job.replaceAll('"', '') : active).slice(0, 30),
    };
    const ended = await world.run([...argv.map((word) => places[word] ?? word), '--yes']);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(world.mutations()).toEqual([]);
  });
});

describe('without a terminal and without --yes, no request is sent', () => {
  test.each([
    ['job', 'delete', 'A', 'B'],
    ['job', 'delete', '--job', '*'],
    ['run', 'delete', 'A', '@latest'],
    ['run', 'prune', 'A', '--all'],
    ['run', 'prune', '--all-jobs', '--all'],
    ['run', 'cancel', 'Active', '--all-active'],
    ['job', 'update', '--job', '*', '--retention-days', '3'],
  ])('%s %s %s %s', async (...argv) => {
    await begin();
    const ended = await world.run(argv);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toMatch(
      /^error: no terminal to confirm on: add --yes\. Nothing was (deleted|canceled|changed)\.\n$/,
    );
    expect(world.simulator.requests()).toEqual([]);
  });
});

describe('words and the flag that replaces them', () => {
  test.each([
    [['job', 'delete', 'A', '--job', 'B'], 'JOB and flag --job are mutually exclusive'],
    [['job', 'delete'], '`wxdi job delete` needs JOB or --job'],
    [['run', 'prune', 'A', '--all-jobs', '--all'], 'JOB and flag --all-jobs are mutually exclusive'],
    [['run', 'prune', '--all'], '`wxdi run prune` needs JOB or --all-jobs'],
    [['run', 'cancel', 'A', '@active', '--all-active'], 'RUN and flag --all-active are mutually exclusive'],
    [['job', 'update', 'A', '--job', '*', '--param', 'a=1'], 'JOB and flag --job are mutually exclusive'],
    [['job', 'update', '--job', '*', '--name', 'N'], 'flags --job and --name are mutually exclusive'],
    [['job', 'update', '--job', '*'], 'nothing to change: give at least one flag'],
    [['run', 'cancel', 'A'], '`wxdi run cancel` needs RUN or --all-active'],
  ])('%j', async (argv, message) => {
    const client = fakeClient();
    const ended = await run([...argv, '--yes'], { client });
    expect([ended.code, ended.out, client.calls]).toEqual([2, '', []]);
    expect(ended.err).toContain(message);
  });
});

/** What is left on the screen: the spinner deletes its line. */
const withoutSpinner = (text: string): string => text.replace(/[^\n]*\r\u001b\[K/g, '');

describe('one confirmation', () => {
  test.each([
    [['job', 'delete', 'A'], 'Delete job "A" and all its runs? [y/N] '],
    [['job', 'delete', 'A', 'C', 'A'], 'Delete 2 jobs and all their runs: A, C? [y/N] '],
    [['job', 'delete', '--job', '?'], 'Delete 3 jobs and all their runs: C, B, A? [y/N] '],
    [['run', 'delete', 'A', '@latest'], 'Delete 1 run of job A? [y/N] '],
    [['run', 'prune', 'A', '--all'], 'Delete 2 runs of job A? [y/N] '],
    [['run', 'prune', '--all-jobs', '--all'], 'Delete 7 runs of 4 jobs: Active, C, B, A? [y/N] '],
    [['run', 'prune', '--all-jobs', '--keep-runs', '2'], undefined],
    [['job', 'delete', '--job', 'Nothing*'], undefined],
  ])('%j asks once, with what and how many; no is exit 2 and changes nothing', async (argv, question) => {
    await begin();
    const ended = await world.run([...argv, '--color', 'never'], { terminal: true, answers: ['no'] });
    expect(ended.err.split('[y/N]')).toHaveLength(question === undefined ? 1 : 2);
    expect(ended.code).toBe(question === undefined ? 0 : 2);
    if (question !== undefined)
      expect(withoutSpinner(ended.err)).toBe(`${question}error: not confirmed; nothing was deleted\n`);
    expect(world.mutations()).toEqual([]);
  });

  test('of --all-active names the runs; a yes cancels them', async () => {
    await begin();
    const ids = await runsOf('Active', '--state', 'Running,Starting');
    const no = await world.run(['run', 'cancel', 'Active', '--all-active'], {
      terminal: true,
      answers: ['n'],
    });
    expect(no.err).toContain(`Cancel 2 active runs of job Active: ${ids.join(', ')}? [y/N] `);
    expect([no.code, world.mutations()]).toEqual([2, []]);
    await world.run(['run', 'cancel', 'Active', '--all-active'], { terminal: true, answers: ['y'] });
    expect(world.mutations()).toHaveLength(2);
  });

  test('of many jobs names five of them', async () => {
    const jobs = Array.from({ length: 12 }, (_, i) => aJob({ id: `id-${i}`, name: `N${i}` }));
    const client = fakeClient({ jobPages: [jobs] });
    const ended = await run(['job', 'delete', '--job', 'N*'], { client, terminal: true, answers: [''] });
    expect(ended.err).toContain('Delete 12 jobs and all their runs: N0, N1, N2, N3, N4 and 7 more? [y/N] ');
  });
});

describe('several', () => {
  test('jobs are deleted by a pattern of their names, each with one request, and no other job', async () => {
    await begin();
    const ended = await world.run(['job', 'delete', '--job', '[AB]', '--yes']);
    expect([ended.code, ended.out, ended.err]).toEqual([0, '', 'no job to delete\n']);
    const { code, out } = await world.run(['job', 'delete', '--job', '?', '--yes', '-o', 'json']);
    const ids = JSON.parse(out) as readonly string[];
    expect([code, await names()]).toEqual([0, ['Active']]);
    expect(world.mutations().toSorted()).toEqual(ids.map((id) => `DELETE /v2/jobs/${id}`).toSorted());
  });

  test('jobs are changed by a pattern, each with one patch, and printed as a list; one is already so', async () => {
    await begin();
    await world.run(['job', 'update', 'B', '--retention-days', '30']);
    const before = world.mutations().length;
    const argv = ['job', 'update', '--job', '?', '--retention-days', '30'];
    const no = await world.run([...argv, '--color', 'never'], { terminal: true, answers: ['n'] });
    expect([no.code, no.err]).toEqual([
      2,
      // A slow service may have drawn a spinner before.
      expect.stringMatching(/Change 3 jobs: C, B, A\? \[y\/N\] error: not confirmed; nothing was changed\n$/),
    ]);
    const { code, out, err } = await world.run([...argv, '--yes', '-o', 'json']);
    const jobs = JSON.parse(out) as readonly { name: string; retention: object }[];
    expect([code, jobs.map(({ name }) => name)]).toEqual([0, ['C', 'B', 'A']]);
    expect(jobs.map(({ retention }) => retention)).toEqual(jobs.map(() => ({ days: 30 })));
    expect(err).toContain('nothing to change in job B');
    expect(world.mutations().length - before).toBe(2);
    const active = JSON.parse((await world.run(['job', 'get', 'Active', '-o', 'json'])).out) as object;
    expect(active).toMatchObject({ retention: null });
  });

  test('jobs that are the same one are deleted once', async () => {
    await begin();
    const { out } = await world.run(['job', 'get', 'A', '-o', 'json', '--query', 'id']);
    const ended = await world.run(['job', 'delete', 'A', JSON.parse(out) as string, 'A', '--yes']);
    expect([ended.code, world.mutations().length]).toEqual([0, 1]);
  });

  test('deletions of which one fails print the deleted ids, then its error and exit code', async () => {
    await begin();
    const ended = await world.run(['job', 'delete', 'A', 'Active', 'B', '--yes']);
    expect([ended.code, lines(ended.out).length, await names()]).toEqual([5, 2, ['Active', 'C']]);
    expect(ended.err).toMatch(
      /^error: 2 of 3 jobs were deleted, 1 was not: The job "Active" has an active run/,
    );
    expect(ended.err).toContain('hint: wxdi run cancel Active --all-active --wait\n');
  });

  test('runs are canceled, and printed as a list as they are then; one that had ended is a note', async () => {
    await begin();
    const ids = await runsOf('Active');
    const ended = await world.run([
      'run',
      'cancel',
      'Active',
      ...ids,
      '--wait',
      '--interval',
      '1ms',
      '-o',
      'json',
    ]);
    expect(ended.code).toBe(2);
    const { code, out, err } = await world.run(['run', 'cancel', 'Active', ...ids, '-o', 'json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as readonly { id: string }[]).map(({ id }) => id)).toEqual(ids);
    expect(err).toContain('had already ended: Completed');
    expect(world.mutations()).toHaveLength(2);
  });

  test('active runs are canceled, and none is exit 0', async () => {
    await begin();
    const flags = ['--all-active', '--yes', '--wait', '-o', 'json', '--query', '[].state'];
    const ended = await world.run(['run', 'cancel', 'Active', ...flags]);
    expect([ended.code, JSON.parse(ended.out)]).toEqual([0, ['Canceled', 'Canceled']]);
    const none = await world.run(['run', 'cancel', 'Active', '--all-active', '--yes']);
    expect([none.code, none.out, none.err]).toEqual([0, '', 'no run to cancel\n']);
  });

  test('jobs lose their old runs with --all-jobs, and keep the active ones', async () => {
    await begin();
    const ended = await world.run(['run', 'prune', '--all-jobs', '--keep-runs', '1', '--yes']);
    expect([ended.code, lines(ended.out).length]).toEqual([0, 3]);
    for (const job of ['A', 'B', 'C']) expect(await runsOf(job)).toHaveLength(1);
    expect(await runsOf('Active')).toHaveLength(3);
  });

  test('runs of all jobs are not deleted if the runs of one job cannot be listed', async () => {
    const client = fakeClient({ jobPages: [[aJob(), aJob({ id: 'job-2', name: 'Other' })]] });
    client.runs.prunable = async (job) => {
      if (job === 'job-2') throw anError('Unavailable');
      return ['run-1'];
    };
    const ended = await run(['run', 'prune', '--all-jobs', '--all', '--yes'], { client });
    expect([ended.code, ended.out]).toEqual([6, '']);
    expect(client.calls.map(([name]) => name)).not.toContain('runs.deleteMany');
  });

  test('jobs and runs are printed as a list, and one as an object', async () => {
    await begin();
    const ids = await runsOf('A');
    const json = async (...argv: readonly string[]) => {
      const { code, out } = await world.run([...argv, '-o', 'json']);
      return [code, Array.isArray(JSON.parse(out)) ? (JSON.parse(out) as unknown[]).length : 'one'];
    };
    expect(await json('job', 'get', 'A')).toEqual([0, 'one']);
    expect(await json('job', 'get', 'A', 'B')).toEqual([0, 2]);
    expect(await json('run', 'get', 'A', '@latest')).toEqual([0, 'one']);
    expect(await json('run', 'get', 'A', ...ids)).toEqual([0, 2]);
    const raw = await world.run(['job', 'get', 'A', 'B', '--raw', '-o', 'json']);
    expect([raw.code, raw.out]).toEqual([2, '']);
    const missing = await world.run(['job', 'get', 'A', 'nosuch', '-o', 'json']);
    expect([missing.code, missing.out]).toEqual([3, '']);
  });

  test('are all printed in a dry run, and nothing is sent', async () => {
    await begin();
    for (const [argv, count] of [
      [['job', 'delete', '--job', '?'], 3],
      [['run', 'prune', '--all-jobs', '--all'], 7],
      [['run', 'cancel', 'Active', '--all-active'], 2],
    ] as const) {
      const { code, out } = await world.run([...argv, '--dry-run', '-o', 'json']);
      expect([code, (JSON.parse(out) as unknown[]).length]).toEqual([0, count]);
    }
    expect(world.mutations()).toEqual([]);
  });
});

/** A client with jobs whose deletions end as stated. */
const deleting = (ends: readonly (WxdiError['kind'] | 'deleted')[]) => {
  const jobs = ends.map((_, i) => aJob({ id: `id-${i}`, name: `N${i}` }));
  const client = fakeClient({ jobPages: [jobs] });
  client.jobs.delete = async (id) => {
    client.calls.push(['jobs.delete', id]);
    const end = ends[Number(id.slice(3))] ?? 'deleted';
    if (end !== 'deleted') throw anError(end, { outcome: end === 'OutcomeUnknown' ? 'unknown' : 'rejected' });
  };
  return client;
};

describe('several deletions of which some fail', () => {
  const codes = { OutcomeUnknown: 9, Unavailable: 6, Undecodable: 7, Refused: 5, NotFound: 3 } as const;
  const worst = [9, 6, 7, 5, 3];
  const kinds = Object.keys(codes) as (keyof typeof codes)[];

  test('print the ids of the deleted ones, report each other one, and exit with the worst code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('deleted' as const, ...kinds), { minLength: 1, maxLength: 25 }),
        async (ends) => {
          const client = deleting(ends);
          const ended = await run(['job', 'delete', '--job', '*', '--yes'], { client });
          const deleted = ends.flatMap((end, i) => (end === 'deleted' ? [`id-${i}`] : []));
          expect(lines(ended.out)).toEqual(deleted);
          const failed = ends.flatMap((end) => (end === 'deleted' ? [] : [codes[end]]));
          expect(ended.code).toBe(worst.find((code) => failed.some((one) => one === code)) ?? 0);
          expect(client.calls.filter(([name]) => name === 'jobs.delete')).toHaveLength(ends.length);
          if (failed.length < 2) return;
          for (const [i, end] of ends.entries()) {
            const what = end === 'OutcomeUnknown' ? 'may not have been deleted' : 'was not deleted';
            expect(ended.err.includes(`job id-${i} ${what}: `)).toBe(end !== 'deleted');
          }
          expect(ended.err).toContain(`${deleted.length} of ${ends.length} jobs w`);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('end after a missing permission, so that at most eight requests are refused', async () => {
    const client = deleting(Array.from({ length: 30 }, () => 'NotPermitted' as const));
    const ended = await run(['job', 'delete', '--job', '*', '--yes'], { client });
    expect([ended.code, ended.out]).toEqual([4, '']);
    expect(client.calls.filter(([name]) => name === 'jobs.delete')).toHaveLength(8);
    expect(ended.err).toContain('error: 0 of 30 jobs were deleted, 30 were not\n');
  });
});

describe('a signal or the time limit during several deletions', () => {
  /** Twenty jobs: two deletions end, all others hang until they are aborted. */
  const hanging = () => {
    const client = deleting(Array.from({ length: 20 }, () => 'deleted' as const));
    let [now, most] = [0, 0];
    client.jobs.delete = async (id, { signal } = {}) => {
      most = Math.max(most, (now += 1));
      if (id === 'id-0' || id === 'id-3') {
        await new Promise(setImmediate);
        now -= 1;
        return;
      }
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      throw anError('Aborted', { outcome: 'unknown' });
    };
    return { client, most: () => most, waiting: () => now === 8 };
  };
  const argv = ['job', 'delete', '--job', '*', '--yes'];
  const told = '2 of 20 jobs were deleted, 8 may have been, 10 were not';

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s prints what was deleted and what was not, and is exit %i', async (name, code) => {
    const { client, most, waiting } = hanging();
    const started = start(argv, { client });
    await vi.waitFor(() => expect(waiting()).toBe(true));
    started.signal(name);
    expect(await started.code).toBe(code);
    expect(lines(started.out())).toEqual(['id-0', 'id-3']);
    expect(started.err()).toBe(`interrupted: ${told}\n  to find out:  wxdi job list\n`);
    expect(most()).toBe(8);
  });

  test('a signal lists the ids as JSON', async () => {
    const { client, waiting } = hanging();
    const started = start([...argv, '-o', 'json'], { client });
    await vi.waitFor(() => expect(waiting()).toBe(true));
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
    const [said = '{}'] = lines(started.err());
    expect(JSON.parse(said)).toMatchObject({ done: ['id-0', 'id-3'], message: `interrupted: ${told}` });
    const { unknown, not } = JSON.parse(said) as { unknown: unknown[]; not: unknown[] };
    expect([unknown.length, not.length]).toEqual([8, 10]);
  });

  test('--timeout is exit 124 with an unknown outcome, and says the same', async () => {
    const { client, waiting } = hanging();
    let limit = (): void => undefined;
    const after = (ms: number, passed: () => void) => {
      if (ms === 5_000) limit = passed;
      return () => undefined;
    };
    const started = start([...argv, '--timeout', '5s', '-o', 'json'], { client, after });
    await vi.waitFor(() => expect(waiting()).toBe(true));
    limit();
    const ended = { code: await started.code, out: started.out(), err: started.err() };
    expect([ended.code, JSON.parse(ended.out)]).toEqual([124, ['id-0', 'id-3']]);
    expect(JSON.parse(lines(ended.err).at(-1) ?? '')).toMatchObject({
      kind: 'DeadlineExceeded',
      outcome: 'unknown',
      message: `timed out after 5s; ${told}`,
      hint: 'wxdi job list',
    });
  });
});

test('runs of several jobs are named by their ids in a report', async () => {
  const client = fakeClient({ runs: [aRun({ id: 'r-1' }), aRun({ id: 'r-2' })] });
  client.runs.deleteMany = async (_, [id = '']) => ({
    deleted: [],
    failed: [{ run: id, error: anError(id === 'r-1' ? 'Refused' : 'Unavailable') }],
  });
  const ended = await run(['run', 'prune', 'Load customers', '--all', '--yes'], { client });
  expect(ended.code).toBe(6);
});

describe('run wait with several runs', () => {
  const statesOf = (out: string) => lines(out).map((line) => line.split('\t')[1]);
  const startOf = async (job: string): Promise<string> => {
    const { out } = await world.run(['job', 'start', job, '-o', 'json']);
    return (JSON.parse(out) as { id: string }).id;
  };
  const fails = '9b1d4e72-77f4-4c0a-8a53-2f1b8a3f9c02';
  const prepare = async () => {
    world = await simulated({ jobs: 0, speed: 50, flows: { [fails]: { plan: { outcome: 'fails' } } } });
    await world.run(['job', 'create', '--name', 'F', '--asset', fails]);
    return [await startOf('F'), await startOf('F')] as const;
  };

  test('prints all of them when all have ended, with the worst exit code', async () => {
    const [first, second] = await prepare();
    const words = ['run', 'wait', 'F', first, second, '@latest', '--interval', '20ms'];
    const { code, out, err } = await world.run(words);
    expect([code, statesOf(out)]).toEqual([10, ['Failed', 'Failed']]);
    expect(err).toContain(`${first}: ✗ Failed`);
    expect(err).toContain(`${second}: ✗ Failed`);
    const json = await world.run([...words, '-o', 'json']);
    expect(JSON.parse(json.out)).toMatchObject([{ id: first }, { id: second }]);
    const events = lines((await world.run([...words, '-o', 'jsonl'])).out).map(
      (line) => JSON.parse(line) as { type: string; run: { id: string } },
    );
    const results = events.filter(({ type }) => type === 'result').map(({ run: { id } }) => id);
    expect(results.toSorted()).toEqual([first, second].toSorted());
    expect((await world.run([...words, '--fail-on', 'never'])).code).toBe(0);
    expect((await world.run([...words, '-o', 'json', '--raw'])).code).toBe(2);
  });

  test('waits for the others after one that cannot be read, and reports it', async () => {
    const [first] = await prepare();
    const { code, out, err } = await world.run(['run', 'wait', 'F', absent, first, '--interval', '20ms']);
    expect([code, statesOf(out)]).toEqual([3, ['Failed']]);
    expect(err).toContain(`warning: run ${absent}: `);
  });

  test('at the time limit says how to wait for those that are active', async () => {
    await begin();
    const active = await runsOf('Active', '--active');
    const done = (await runsOf('Active')).filter((id) => !active.includes(id));
    const words = ['run', 'wait', 'Active', ...active, ...done, '--timeout', '300ms', '--interval', '20ms'];
    const { code, err } = await world.run(words);
    expect(code).toBe(124);
    expect(err).toContain('timed out after 0.3s; 2 of 3 runs were still active\n');
    expect(err).toContain(`hint: wxdi run wait Active ${active.join(' ')}\n`);
    expect(world.mutations()).toEqual([]);
    const cancels = await world.run([...words, '--on-timeout', 'cancel']);
    expect(cancels.code).toBe(124);
    expect(world.mutations()).toHaveLength(2);
  });
});
