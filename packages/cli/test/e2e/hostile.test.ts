import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wxdi } from './cli.js';
import { startService, type Service } from './service.js';
import { inTerminal } from './terminal.js';

/** A name whose escapes would change the title of a terminal, clear it, colour it and reverse its text. */
const evil = 'evil\u001b]0;owned\u0007\u001b[2J\u009b31m\u202etxt\u200b\u{e0041}\nnext\tend';
const dangers = ['\u001b]', '\u001b[2J', '\u009b', '\u202e', '\u200b', '\u{e0041}', '\u0007', 'next\tend'];
const harmless = (text: string): void => {
  for (const danger of dangers) expect(text.includes(danger), JSON.stringify([danger, text])).toBe(false);
};
const job = '0191d1a0-7b1e-7000-8000-00000000000e';
const huge = `${'x'.repeat(1_000_000)}\u001b[31m`;

let service: Service;
beforeAll(async () => {
  // The long line is one of the last log lines.
  const quiet = { outcome: 'succeeds', logLines: 0 } as const;
  const parameters = [{ name: 'huge', value: huge }];
  service = await startService({
    jobs: [
      { name: evil, id: job, description: evil, runs: [{ name: evil, description: evil }] },
      { name: 'long line', parameters, plan: quiet, runs: [{ plan: quiet }] },
      { name: 'plain' },
    ],
  });
});
afterAll(() => service.close());

describe('an id that could change the meaning of a URL exits with 2, and nothing is sent', () => {
  const ids = ['..', '.', 'a/b', '%2e%2e', '%252e', 'a\\b', 'a\nb', '\u009b2J', ' ', 'x'.repeat(257)];
  test.each(ids)('%j', async (id) => {
    const before = service.simulator.requests().length;
    for (const args of [
      ['job', 'delete', '--yes'],
      ['job', 'start'],
      ['run', 'cancel', job],
    ]) {
      const { code, out, err } = await wxdi([...args, '--', id], service.env);
      expect([code, out]).toEqual([2, '']);
      harmless(err);
    }
    expect(service.simulator.requests().length).toBe(before);
  });
});

describe('a name with escapes is printed without control characters', () => {
  const shows = [
    ['job', 'list'],
    ['job', 'get', job],
    ['run', 'list', job],
    ['run', 'get', job, '@latest'],
    ['run', 'wait', job, '@latest'],
    ['job', 'start', job],
  ];
  test.each(['table', 'wide', 'tsv', 'name', 'json', 'jsonl', 'yaml'])('with -o %s', async (output) => {
    for (const args of shows) {
      const { code, out, err } = await wxdi([...args, '-o', output, '--color', 'always'], service.env);
      expect(code).toBe(0);
      harmless(out + err);
      if (output === 'json') expect(out).toContain(JSON.stringify(evil.split('\u001b')[0]).slice(1, -1));
    }
  });

  test('but returned unchanged by JSON output', async () => {
    const { out } = await wxdi(['job', 'get', job, '-o', 'json'], service.env);
    expect((JSON.parse(out) as { name: string }).name).toBe(evil);
  });

  test('and not offered for completion', async () => {
    const { out } = await wxdi(['__complete', 'job', 'get', ''], service.env);
    expect(out.trimEnd().split('\n').toSorted()).toEqual(['long line', 'plain']);
  });

  test('in a hint that suggests a name', async () => {
    const { code, err } = await wxdi(['job', 'get', '--by-name', evil.replace('end', 'emd')], service.env);
    expect([code, err]).toEqual([3, expect.stringContaining('did you mean') as string]);
    harmless(err);
  });

  test.each([
    ['a table', ['job', 'list'], undefined, 0],
    ['a live view', ['run', 'watch', job, '@latest'], undefined, 0],
    ['a question', ['job', 'delete', '--by-name', evil], '[y/N]', 2],
    ['a choice', ['job', 'get'], 'Which job?', 2],
    ['a choice of runs', ['run', 'get', job], 'Which run?', 2],
  ])('in %s on a terminal', async (_what, args, asks, code) => {
    const terminal = inTerminal(args, service.env);
    if (asks !== undefined) {
      await terminal.until(asks);
      terminal.type('\r');
    }
    expect(await terminal.ended).toBe(code);
    expect(terminal.seen()).toContain('evil');
    harmless(terminal.seen());
  });
});

describe('a log line of a megabyte', () => {
  const whole = 'x'.repeat(1_000_000);
  const target = ['long line', '@latest'];
  test.each([
    ['run logs', ['run', 'logs', ...target]],
    ['run logs -f', ['run', 'logs', ...target, '-f']],
    ['run logs --tail', ['run', 'logs', ...target, '--tail', '20']],
    ['job start --follow', ['job', 'start', 'long line', '--follow']],
  ])('is printed completely by %s', async (_how, args) => {
    const { code, out } = await wxdi(args, service.env);
    expect([code, out.includes(`${whole}\\x1b[31m`), out.includes('\u001b')]).toEqual([0, true, false]);
  });

  test.each([
    ['run logs', []],
    ['run logs -f', ['-f']],
  ])('is one JSON object on one line of %s -o jsonl', async (_how, flags) => {
    const { code, out } = await wxdi(['run', 'logs', ...target, ...flags, '-o', 'jsonl'], service.env);
    expect(code).toBe(0);
    const texts = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { raw?: string }).raw ?? '');
    expect(texts.some((text) => text.includes(huge))).toBe(true);
  });

  test('is cut to one line of run watch', async () => {
    const terminal = inTerminal(['run', 'watch', ...target], service.env);
    expect(await terminal.ended).toBe(0);
    expect(terminal.seen()).toMatch(/│ .*x{40}/);
    expect(terminal.seen()).not.toMatch(/x{80}/);
    expect(terminal.seen()).toContain('Completed');
  });
});
