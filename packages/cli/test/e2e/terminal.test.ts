import { startFaultServer } from '@wxdi/simulator/faults';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { start, wxdi, type Running } from './cli.js';
import { inTerminal } from './terminal.js';

let simulator: Running;
let env: Record<string, string>;

beforeAll(async () => {
  simulator = start(['simulator', 'start', '--token', 'pty-token', '--speed', '5', '--jobs', '4']);
  await simulator.until('WXDI_PROJECT_ID');
  env = Object.fromEntries(
    [...simulator.out().matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
});
afterAll(async () => {
  simulator.child.kill('SIGINT');
  await simulator.ended;
});

const streaming = async (name: string): Promise<void> => {
  expect((await wxdi(['job', 'create', '--name', name, '--type', 'streamsets_flow'], env)).code).toBe(0);
  const running = ['--wait', '--for', 'running', '--interval', '50ms'];
  expect((await wxdi(['job', 'start', name, ...running], env)).code).toBe(0);
};
/** What a terminal shows: without the moving line of a slow request. */
const screen = (text: string): string => text.replace(/[^\n]*\r\u001b\[K/g, '');
const ctrlC = '\u0003';

describe('in a real terminal', () => {
  test('a list is a table in colour, without colour if NO_COLOR is set', async () => {
    const coloured = inTerminal(['job', 'list'], env);
    expect(await coloured.ended).toBe(0);
    expect(screen(coloured.seen())).toMatch(/^\u001b\[1mID .*NAME/);
    const plain = inTerminal(['job', 'list'], { ...env, NO_COLOR: '1' });
    expect(await plain.ended).toBe(0);
    expect(screen(plain.seen())).not.toContain('\u001b');
  });

  test('watch redraws a run in place, and Ctrl-C leaves it running', async () => {
    await streaming('Watched');
    const terminal = inTerminal(['run', 'watch', 'Watched', '@active'], env);
    await terminal.until(/● Running/);
    await terminal.until(/\u001b\[\d+A\r?\u001b\[J/);
    terminal.type(ctrlC);
    await terminal.until('detached: the run continues');
    await terminal.until('wxdi run cancel');
    expect(await terminal.ended).toBe(130);
    const { out } = await wxdi(['run', 'get', 'Watched', '@active', '--query', 'state'], env);
    expect(out).toBe('Running\n');
  });

  test('the first Ctrl-C of a wait detaches; with --on-interrupt cancel it cancels', async () => {
    await streaming('Waited');
    const first = inTerminal(['run', 'wait', 'Waited', '@active'], env);
    await first.until('Running');
    first.type(ctrlC);
    expect(await first.ended).toBe(130);
    const second = inTerminal(['run', 'wait', 'Waited', '@active', '--on-interrupt', 'cancel'], env);
    await second.until('Running');
    second.type(ctrlC);
    expect(await second.ended).toBe(130);
    expect((await wxdi(['run', 'wait', 'Waited', '@latest'], env)).code).toBe(11);
  });

  test('the second Ctrl-C exits immediately, even while the first one cancels the run', async () => {
    await streaming('Twice');
    const unresponsive = await startFaultServer({ script: [{ call: 'every', wire: { stall: 'start' } }] });
    const id = '0191d1a0-7b1e-7000-8000-000000000001';
    const wait = ['run', 'wait', id, id, '--on-interrupt', 'cancel'];
    const terminal = inTerminal(wait, { ...env, WXDI_URL: unresponsive.url });
    await vi.waitFor(() => {
      expect(unresponsive.ledger).not.toEqual([]);
    }, 30_000);
    terminal.type(ctrlC);
    await terminal.until('Ctrl-C again to exit at once');
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(130);
    await unresponsive.close();
  });

  test('delete asks for confirmation, and deletes nothing if it is refused', async () => {
    const no = inTerminal(['job', 'delete', 'Job 0001'], env);
    await no.until('[y/N]');
    no.type('n\r');
    expect(await no.ended).toBe(2);
    expect((await wxdi(['job', 'get', 'Job 0001'], env)).code).toBe(0);
    const yes = inTerminal(['job', 'delete', 'Job 0001'], env);
    await yes.until('[y/N]');
    yes.type('y\r');
    expect(await yes.ended).toBe(0);
    expect((await wxdi(['job', 'get', 'Job 0001'], env)).code).toBe(3);
  });

  test('Ctrl-C at a question exits with 130, and nothing is deleted', async () => {
    const terminal = inTerminal(['job', 'delete', 'Job 0002'], env);
    await terminal.until('[y/N]');
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(130);
    expect(terminal.seen()).toMatch(/\[y\/N\][^\n]*\r\n$/);
    expect((await wxdi(['job', 'get', 'Job 0002'], env)).code).toBe(0);
  });

  test('Ctrl-D at a question ends the line, and nothing is deleted', async () => {
    const terminal = inTerminal(['job', 'delete', 'Job 0002'], { ...env, NO_COLOR: '1' });
    await terminal.until('[y/N]');
    terminal.type('\u0004');
    expect(await terminal.ended).toBe(2);
    expect(terminal.seen()).toMatch(/\[y\/N\][^\n]*\r\nerror: not confirmed; nothing was deleted\r\n/);
    expect((await wxdi(['job', 'get', 'Job 0002'], env)).code).toBe(0);
  });

  test('a missing job argument is chosen from a list', async () => {
    const terminal = inTerminal(['job', 'get'], env);
    await terminal.until('Which job?');
    terminal.type('0003\r');
    expect(await terminal.ended).toBe(0);
    expect(terminal.seen()).toMatch(/Name.*Job 0003/);
  });
});
