import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start, startInShell, wxdi, type Result } from './cli.js';
import { startService, type Service } from './service.js';

let service: Service;

beforeAll(async () => {
  const jobs = [
    { name: 'ends well' },
    { name: 'ends badly', plan: 'fails' as const, runs: [{ plan: 'fails' as const }] },
    ...Array.from({ length: 400 }, (_, i) => ({ name: `another ${i}` })),
  ];
  service = await startService({ jobs });
});
afterAll(() => service.close());

/** The result of a command, with the number of runs that it started. */
const ends = async (run: () => Promise<Result>) => {
  const before = service.starts().length;
  const result = await run();
  return { ...result, made: service.starts().length - before };
};
const inShell = (line: string, ...args: readonly string[]) =>
  ends(() => {
    const running = startInShell(line, args, service.env);
    running.child.stdin.end();
    return running.ended;
  });
/** The reader of stdout closes it before anything is written. */
const withoutReader = (...args: readonly string[]) =>
  ends(() => {
    const running = start(args, service.env);
    running.child.stdout.destroy();
    return running.ended;
  });
const newestOf = (job: string): string => service.runsOf(job).at(-1) ?? 'none';

// A device that every write to fails, as on a full disk.
const fullDisk = existsSync('/dev/full');

const starts = [
  ['a start', ['job', 'start', 'ends well'], 1],
  ['a start with --quiet', ['job', 'start', 'ends well', '-q'], 1],
  ['a start with --wait', ['job', 'start', 'ends well', '--wait'], 1],
  ['a start with --wait -o jsonl', ['job', 'start', 'ends well', '--wait', '-o', 'jsonl'], 1],
  ['a start with --follow', ['job', 'start', 'ends well', '--follow'], 1],
  ['a start of a run that fails', ['job', 'start', 'ends badly', '--wait'], 10],
] as const;

describe.each([
  ['closed by its reader', withoutReader],
  ...(fullDisk
    ? ([['on a full disk', (...args: readonly string[]) => inShell('wxdi >/dev/full', ...args)]] as const)
    : []),
] as const)('with stdout %s', (_what, run) => {
  test.each(starts)('%s is reported on stderr, and its exit code is not 0', async (_title, args, code) => {
    const { out, err, made, ...ended } = await run(...args);
    expect([ended.code, out, made]).toEqual([code, '', 1]);
    expect(err).toContain(newestOf(args[2]));
    const json = args.includes('jsonl' as never);
    if (json)
      expect(JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
        kind: 'Unwritable',
        exitCode: 1,
      });
    else
      expect(err).toMatch(
        /error: run \S+ .*, but the output cannot be written: .*\n {2}hint: wxdi run (get|wait) .*\n$/,
      );
  });

  test('a wait for a failed run still exits with 10', async () => {
    const [failed = ''] = service.runsOf('ends badly');
    const { code, err } = await run('run', 'wait', 'ends badly', failed);
    expect([code, err]).toEqual([10, expect.stringContaining(failed)]);
  });

  test('created, changed and deleted jobs are reported on stderr', async () => {
    const asset = ['--asset', '5f2c7a10-3a6e-4d5b-9c55-0d6f6f1c1e01'];
    const created = await run('job', 'create', '--name', 'unseen', ...asset);
    const job = service.simulator.inspect().jobs.find(({ name }) => name === 'unseen');
    expect([created.code, created.err]).toEqual([1, expect.stringContaining(`job ${job?.id} was created`)]);
    const changed = await run('job', 'update', 'unseen', '--description', 'new');
    expect([changed.code, changed.err]).toEqual([1, expect.stringContaining(`job ${job?.id} was changed`)]);
    const deleted = await run('job', 'delete', 'unseen', '--yes');
    expect([deleted.code, deleted.err]).toEqual([1, expect.stringContaining(`deleted: ${job?.id}`)]);
  });
});

describe('a command that only prints data', () => {
  test.each([
    ['job', 'list', '-o', 'jsonl'],
    ['job', 'list', '-o', 'json'],
    ['run', 'logs', 'ends badly', '@latest'],
    ['run', 'logs', 'ends badly', '@latest', '-f', '-q'],
    ['job', 'list', '--help'],
  ])('%s %s exits with 0 and no message when its reader closes stdout', async (...args) => {
    const { code, err } = await withoutReader(...args);
    expect([code, err]).toEqual([0, '']);
  });

  test('prints one line to a reader that reads one line', async () => {
    const { code, out, err } = await inShell('wxdi | head -n 1', 'job', 'list', '-o', 'jsonl');
    expect([code, err, out.split('\n').length]).toEqual([0, '', 2]);
    expect(JSON.parse(out)).toMatchObject({ name: expect.any(String) as string });
  });

  test.runIf(fullDisk)('exits with 1 on a full disk, and does not report a bug', async () => {
    const { code, out, err } = await inShell('wxdi >/dev/full', 'job', 'list');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^error: the output cannot be written: ENOSPC: .*\n$/);
    expect((await inShell('wxdi >/dev/full', '--version')).code).toBe(1);
    expect((await inShell('wxdi >/dev/full', '--help')).code).toBe(1);
  });
});

describe('output to a stream that was closed by the caller is discarded', () => {
  test('without stdout, the run is printed on stderr', async () => {
    const { code, err, made } = await inShell('wxdi >&-', 'job', 'start', 'ends well');
    expect([code, err, made]).toEqual([0, `started run ${newestOf('ends well')}\n`, 1]);
  });

  test('without stderr, the run is printed on stdout, and an error sets only the exit code', async () => {
    const { code, out, made } = await inShell('wxdi 2>&-', 'job', 'start', 'ends well', '-o', 'json');
    expect([code, (JSON.parse(out) as { id: string }).id, made]).toEqual([0, newestOf('ends well'), 1]);
    expect((await inShell('wxdi 2>&-', 'job', 'get', 'nobody')).code).toBe(3);
  });

  test('without any of the three streams, one run is started', async () => {
    const { code, made } = await inShell('wxdi <&- >&- 2>&-', 'job', 'start', 'ends well');
    expect([code, made]).toEqual([0, 1]);
  });
});

describe.runIf(fullDisk)('on a full disk', () => {
  test('messages that cannot be written do not change the exit code', async () => {
    const started = await inShell('wxdi 2>/dev/full', 'job', 'start', 'ends well', '--wait');
    expect([started.code, started.out.split('\t')[0]]).toEqual([0, newestOf('ends well')]);
    expect((await inShell('wxdi 2>/dev/full', 'job', 'get', 'nobody')).code).toBe(3);
    const both = await inShell('wxdi >/dev/full 2>&1', 'job', 'start', 'ends well');
    expect([both.code, both.made]).toEqual([1, 1]);
  });

  test('the error for a full --tee file names the file, after the log was printed', async () => {
    const plain = await wxdi(['run', 'logs', 'ends badly', '@latest'], service.env);
    const teed = await wxdi(['run', 'logs', 'ends badly', '@latest', '--tee', '/dev/full'], service.env);
    expect([teed.code, teed.out]).toEqual([1, plain.out]);
    expect(teed.err).toMatch(/^error: the output cannot be written: \/dev\/full: ENOSPC: .*\n$/);
  });
});
