import { forwardTo, startFaultServer, type Fault, type FaultServer } from '@wxdi/simulator/faults';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { file, start, wxdi } from './cli.js';
import { startService, type Service } from './service.js';
import { inTerminal, terminalOf, type Terminal } from './terminal.js';

const ctrlC = '\u0003';
const job = '0191d1a0-7b1e-7000-8000-00000000000a';
let service: Service;
let run: string;
let ended: string;

beforeAll(async () => {
  service = await startService({
    jobs: [{ name: 'endless', id: job, plan: 'hangs', runs: [{ plan: 'hangs' }, { plan: 'succeeds' }] }],
  });
  [run = '', ended = ''] = service.runsOf(job);
});
afterAll(() => service.close());

/** The service behind a server that receives these requests and never answers them. */
const unresponsiveTo = async (...faults: readonly Fault[]) => {
  const script = faults.map((fault): Fault => ({ call: 'every', wire: { stall: 'start' }, ...fault }));
  const server = await startFaultServer({ upstream: forwardTo(service.simulator.url), script });
  onTestFinished(() => server.close());
  return { server, env: { ...service.env, WXDI_URL: server.url } };
};
const polling: Fault = { method: 'GET', route: '/v2/jobs/:job/runs/:run' };
const canceling: Fault = { method: 'POST', route: '/v2/jobs/:job/runs/:run/cancel' };
const starting: Fault = { method: 'POST', route: '/v2/jobs/:job/runs' };
const received = (server: FaultServer, fault: Fault): Promise<void> =>
  vi.waitFor(() => {
    expect(
      server.ledger.some(({ fault: met }) => met?.route === fault.route && met?.method === fault.method),
    ).toBe(true);
  }, 30_000);
const sentTo = (server: FaultServer, ending: string): number =>
  server.ledger.filter(({ method, target }) => method === 'POST' && target.includes(ending)).length;

/** The cursor is visible and the colours are reset. */
const expectRestored = (terminal: Terminal): void => {
  const seen = terminal.seen();
  expect(seen.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(seen.lastIndexOf('\u001b[?25l'));
  const colours = seen.match(/\u001b\[\d+m/g) ?? [];
  expect(['\u001b[0m', '\u001b[22m', '\u001b[39m', undefined]).toContain(colours.at(-1));
};

const waits: readonly (readonly [string, (run: string) => readonly string[]])[] = [
  ['run wait', (id) => ['run', 'wait', job, id]],
  ['run watch', (id) => ['run', 'watch', job, id]],
  ['run logs -f', (id) => ['run', 'logs', job, id, '-f']],
  ['job start --wait', () => ['job', 'start', job, '--wait']],
  ['job start --follow', () => ['job', 'start', job, '--follow']],
];

const signals = [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** A run of its own, behind a server that receives the first poll and never answers it. */
const withOwnRun = async () => {
  const { server, env } = await unresponsiveTo({ ...polling, call: 1 });
  const { out } = await wxdi(['job', 'start', job, '-o', 'name'], service.env);
  return { id: out.trim().split('\n').at(-1) ?? '', server, env };
};

describe('while the service does not answer', () => {
  test.each(waits)(
    'the first Ctrl-C ends %s with exit code 130, and prints that the run continues and how to return to it',
    async (_name, args) => {
      const { server, env } = await unresponsiveTo(polling);
      const terminal = inTerminal(args(run), env);
      await received(server, polling);
      terminal.type(ctrlC);
      await terminal.until('detached: the run continues');
      await terminal.until(`wxdi run cancel ${job} `);
      expect(await terminal.ended).toBe(130);
      expect(sentTo(server, '/cancel')).toBe(0);
      expectRestored(terminal);
    },
  );

  test.each(
    waits.flatMap(([name, args]) => signals.map(([signal, ends]) => [signal, name, ends, args] as const)),
  )('%s ends %s with exit code %i, and prints that the run continues', async (signal, _name, ends, args) => {
    const { server, env } = await unresponsiveTo(polling);
    const running = start(args(run), env);
    await received(server, polling);
    running.child.kill(signal);
    const { code, out, err } = await running.ended;
    expect([code, out]).toEqual([ends, '']);
    expect(err).toContain('detached: the run continues');
    expect(err).toContain(`wxdi run cancel ${job} `);
    expect(sentTo(server, '/cancel')).toBe(0);
  });

  test.each(signals)('%s cancels the run with --on-interrupt cancel', async (signal, ends) => {
    const { id, server, env } = await withOwnRun();
    const running = start(['run', 'wait', job, id, '--on-interrupt', 'cancel'], env);
    await received(server, polling);
    running.child.kill(signal);
    const { code, err } = await running.ended;
    expect(code).toBe(ends);
    expect(err).toContain('canceling the run');
    expect(sentTo(server, '/cancel')).toBe(1);
  });

  test.each(signals)('a second %s during the cancellation ends the process at once', async (signal, ends) => {
    const { server, env } = await unresponsiveTo(polling, canceling);
    const running = start(['run', 'wait', job, run, '--on-interrupt', 'cancel'], env);
    await received(server, polling);
    running.child.kill(signal);
    // The request is sent although the run cannot be read.
    await received(server, canceling);
    running.child.kill(signal);
    expect((await running.ended).code).toBe(ends);
    expect(sentTo(server, '/cancel')).toBe(1);
  });

  test('Ctrl-C during the search for a job name sends no further request', async () => {
    const search: Fault = { method: 'POST', route: '/v2/asset_types/job/search' };
    const { server, env } = await unresponsiveTo(search);
    const terminal = inTerminal(['job', 'start', 'endless', '--wait'], env);
    await received(server, search);
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(130);
    expect(sentTo(server, '/runs')).toBe(0);
  });
});

describe('Ctrl-C between the request of a start and its answer', () => {
  const starts = ['job', 'start', job, '--wait'];
  const keyIn = (text: string): string => / --key ([\w.-]+)/.exec(text)?.[1] ?? 'no key was printed';

  /** Interrupts a start whose request is not answered, and returns the printed key. Later requests are answered. */
  const interrupted = async (processed: boolean, more: readonly string[] = []) => {
    const { server, env } = await unresponsiveTo({ ...starting, call: 1, processed });
    const terminal = inTerminal([...starts, ...more], env);
    await received(server, starting);
    terminal.type(ctrlC);
    await terminal.until('interrupted while a run was being started');
    await terminal.until('it is unknown whether a run was started');
    await terminal.until(`wxdi run list ${job}`);
    expect(await terminal.ended).toBe(130);
    expect([sentTo(server, '/runs'), sentTo(server, '/cancel')]).toEqual([1, 0]);
    expectRestored(terminal);
    return { key: keyIn(terminal.seen()), seen: terminal.seen(), env };
  };

  test('prints that the outcome is unknown, and the key that finds the run', async () => {
    const before = service.starts().length;
    const { key } = await interrupted(true);
    const again = await wxdi(['job', 'start', job, '--key', key], service.env);
    expect([again.code, again.out.split('\t')[0]]).toEqual([0, service.runsOf(job).at(-1)]);
    expect(again.err).toMatch(/^found run /);
    expect(service.starts().length - before).toBe(1);
  });

  test('prints the same if the request never arrived; the key starts a run only with --if-unknown resend', async () => {
    const before = service.runsOf(job).length;
    // The journal of starts belongs to a service.
    const { key, env } = await interrupted(false);
    const again = await wxdi(['job', 'start', job, '--key', key, '--settle-window', '100ms'], env);
    expect([again.code, again.out, service.runsOf(job).length]).toEqual([9, '', before]);
    const resent = ['--if-unknown', 'resend', '--settle-window', '100ms'];
    expect((await wxdi(['job', 'start', job, '--key', key, ...resent], env)).code).toBe(0);
    expect(service.runsOf(job).length).toBe(before + 1);
  });

  test('prints the key of the caller, even with --quiet and --on-interrupt cancel', async () => {
    const { key } = await interrupted(true, ['--key', 'mine-1', '-q', '--on-interrupt', 'cancel']);
    expect(key).toBe('mine-1');
  });

  test('prints that nothing was started during the search for an earlier start with the key', async () => {
    const searching: Fault = { method: 'GET', route: '/v2/jobs/:job/runs' };
    const { server, env } = await unresponsiveTo(searching);
    const terminal = inTerminal([...starts, '--key', 'mine-2'], env);
    await received(server, searching);
    terminal.type(ctrlC);
    await terminal.until('this command started no run');
    expect(await terminal.ended).toBe(130);
    expect(sentTo(server, '/runs')).toBe(0);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('prints JSON lines with -o jsonl, on %s', async (name, ends) => {
    const { server, env } = await unresponsiveTo({ ...starting, processed: true });
    const running = start([...starts, '-o', 'jsonl'], env);
    await received(server, starting);
    running.child.kill(name);
    const { code, out, err } = await running.ended;
    const lines = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([code, out]).toEqual([ends, '']);
    expect(lines).toContainEqual(expect.objectContaining({ jobId: job, key: expect.any(String) as string }));
  });
});

describe('Ctrl-C between the request of a change and its answer prints that the change may have been made', () => {
  const asset = ['--asset', '5f2c7a10-3a6e-4d5b-9c55-0d6f6f1c1e01'];
  const one = '/v2/jobs/:job';
  test.each([
    ['job create', ['--name', 'new', ...asset], { method: 'POST', route: '/v2/jobs' }],
    ['job update', [job, '--description', 'new'], { method: 'PATCH', route: one }],
    ['job set', [job, '--schedule', '0 6 * * *'], { method: 'PATCH', route: one }],
    ['job delete', [job, '--yes'], { method: 'DELETE', route: one }],
    ['api', ['DELETE', `/v2/jobs/${job}`], { method: 'DELETE', route: one }],
    ['run delete', [job, '@ended', '--yes'], { method: 'DELETE', route: `${one}/runs/:run` }],
    ['run cancel', [job, '@active'], { method: 'POST', route: `${one}/runs/:run/cancel` }],
  ] as const)('wxdi %s', async (command, args, fault) => {
    const { server, env } = await unresponsiveTo(fault);
    const words = args.map((word) => (word === '@ended' ? ended : word === '@active' ? run : word));
    const terminal = inTerminal([...command.split(' '), ...words], env);
    await received(server, fault);
    terminal.type(ctrlC);
    await terminal.until(/interrupted: .* may /);
    await terminal.until('to find out:  wxdi ');
    expect(await terminal.ended).toBe(130);
  });
});

describe('after Ctrl-C, the terminal has its former settings', () => {
  const shell = (args: readonly string[], env: Readonly<Record<string, string>>): Terminal => {
    const line = 'trap : INT; stty -g; "$0" "$@"; echo "ended $?"; stty -g';
    return terminalOf('/bin/sh', ['-c', line, process.execPath, file, ...args], {
      PATH: process.env['PATH'] ?? '',
      ...env,
    });
  };
  test.each([
    ['a redrawn view', ['run', 'watch', job], /Running/],
    ['a question', ['job', 'delete', job], /\[y\/N\]/],
    ['a choice', ['job', 'get'], /Which job\?/],
  ])('after %s', async (_what, args, shown) => {
    const terminal = shell(args[1] === 'watch' ? [...args, run] : args, service.env);
    await terminal.until(shown);
    terminal.type(ctrlC);
    await terminal.until('ended 130');
    await terminal.ended;
    const [before, after] = terminal.seen().match(/^[\da-f]+(?::[\da-f]+){10,}/gm) ?? [];
    expect(before).toMatch(/:/);
    expect(after).toBe(before);
    expectRestored(terminal);
  });
});
