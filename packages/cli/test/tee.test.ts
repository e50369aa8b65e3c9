import type { FollowEvent, LogEntry } from '@wxdi/sdk';
import fc from 'fast-check';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTee, type Tee } from '../src/log/tee.js';
import { files } from '../src/process/files.js';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { run } from './fakes/context.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wxdi-tee-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const push = async (tee: Tee, lines: readonly string[]): Promise<void> => {
  for (const line of lines) await tee.push(line);
};
const silent = (): void => undefined;
/** Writes a log in bursts to a file with this content, and returns the new content: a part of a character is kept. */
const teeBytes = async (
  before: Uint8Array | string,
  ...bursts: readonly (readonly string[])[]
): Promise<Buffer> => {
  const path = join(folder, 'log');
  await writeFile(path, before);
  const opened = await openTee(files, path, silent);
  for (const burst of bursts) {
    await push(opened, burst);
    await opened.send();
  }
  await opened.close();
  return readFile(path);
};
const tee = async (...args: Parameters<typeof teeBytes>): Promise<string> =>
  (await teeBytes(...args)).toString('utf8');
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Lines, many of them equal, with characters of several bytes, line breaks and half a surrogate pair. */
const anyLine = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'äß', '😀', 'two\nlines', '\ud800', 'tab\tand\u001b[31m'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

describe('a file with the lines of a log', () => {
  test('that only grows equals the log, whatever byte each follow was killed at', async () => {
    const bursts = fc.array(fc.array(anyLine, { maxLength: 5 }), { maxLength: 5 });
    const kills = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30)), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(bursts, kills, async (all, at) => {
        const log = all.flat();
        const whole = Buffer.from(text(log));
        let file: Uint8Array = new Uint8Array();
        for (const [part, seen] of at) {
          // This follow sees some lines of the log, and is killed at some byte after the end of the file.
          const written = await teeBytes(file, log.slice(0, seen));
          const least = Math.min(file.length, written.length);
          file = written.subarray(0, least + Math.floor(part * (written.length - least)));
          expect(whole.subarray(0, file.length).equals(file)).toBe(true);
        }
        expect(await tee(file, ...all)).toBe(whole.toString());
      }),
      { numRuns: 300 },
    );
  });

  test('may contain other lines before them', async () => {
    const log = ['one', 'two', 'same', 'same', 'three'];
    const other = 'another run\nsame\n';
    const whole = Buffer.from(other + text(log));
    for (let end = other.length; end <= whole.length; end += 1)
      expect(await tee(whole.subarray(0, end), log.slice(0, 2), log.slice(2))).toBe(whole.toString());
  });

  test('is not changed where it has no line break at the end', async () => {
    expect(await tee('mine', ['one'])).toBe('mine\none\n');
    expect(await tee('one\nmine', ['one', 'two'])).toBe('one\nmine\ntwo\n');
  });

  test('continues after lines that the service does not return any more', async () => {
    expect(await tee('1\n2\n3\n4\n', ['3', '4', '5'])).toBe('1\n2\n3\n4\n5\n');
    expect(await tee('1\n2\n', ['3', '4', '5'])).toBe('1\n2\n3\n4\n5\n');
  });

  test('grows while a log is followed, even if it has lines of another run', async () => {
    const path = join(folder, 'growing');
    await writeFile(path, text(Array.from({ length: 100 }, (_, i) => `old ${i}`)));
    const opened = await openTee(files, path, silent);
    await push(opened, ['new']);
    await opened.send();
    expect(await readFile(path, 'utf8')).toMatch(/\nold 99\nnew\n$/);
    await opened.close();
  });

  test('is readable for its owner only if it is new', async () => {
    const path = join(folder, 'new');
    await (await openTee(files, path, silent)).close();
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('is read at its end only if it is long', async () => {
    const path = join(folder, 'long');
    await writeFile(path, 'one\ntwo\nthree\n');
    const opened = await openTee({ openAppend: (name) => files.openAppend(name, 12) }, path, silent);
    await push(opened, ['one', 'two', 'three', 'four']);
    await opened.close();
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\nthree\nfour\n');
  });
});

describe('--tee', () => {
  const entry = (raw: string, severity?: LogEntry['severity']): LogEntry => ({
    text: raw,
    raw,
    ...(severity === undefined ? {} : { severity }),
  });
  const entries = [entry('one', 'info'), entry('two\u001b[31m\nlines', 'error'), entry('three', 'info')];
  const raw = 'one\ntwo\u001b[31m\nlines\nthree\n';

  test('writes all lines unchanged, whatever is shown', async () => {
    const written = new Map<string, string>();
    const flags = ['--tee', 'out.log', '--level', 'error', '--tail', '1', '--timestamps'];
    const client = fakeClient({ logs: entries });
    const ended = await run(['run', 'logs', jobId, runId, ...flags], { client, written });
    expect(ended.out).toBe('- two\\x1b[31m\n- lines\n');
    expect(written.get('out.log')).toBe(raw);
  });

  test.each([
    ['mine\n', /^warning: out\.log has no line in common with this log/],
    ['one\n', /^$/],
    ['', /^$/],
  ])('warns where lines may be missing between the file and the log: %j', async (before, warning) => {
    const written = new Map([['out.log', before]]);
    const ended = await run(['run', 'logs', jobId, runId, '--tee', 'out.log'], {
      client: fakeClient({ logs: entries }),
      written,
    });
    expect(ended.code).toBe(0);
    expect(ended.err).toMatch(warning);
    expect(written.get('out.log')).toBe(before === 'mine\n' ? before + raw : raw);
  });

  test('continues at the end of the file, with and without -f', async () => {
    const events: FollowEvent[] = [
      ...entries.map((each) => ({ type: 'log' as const, entry: each })),
      { type: 'result', run: aRun(), states: [], polls: 1, reached: true },
    ];
    for (const flags of [[], ['-f'], ['-f', '-o', 'jsonl']]) {
      const written = new Map([['out.log', 'one\ntwo']]);
      const client = fakeClient({ logs: entries, events });
      await run(['run', 'logs', jobId, runId, '--tee', 'out.log', ...flags], { client, written });
      expect(written.get('out.log')).toBe(raw);
      await run(['run', 'logs', jobId, runId, '--tee', 'out.log', ...flags], { client, written });
      expect(written.get('out.log')).toBe(raw);
    }
  });
});
