import type { Running } from '../e2e/cli.js';
import { expect } from 'vitest';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { file, start, wxdi } from '../e2e/cli.js';

/** A simulator whose ids and times are as good as constant once they are masked, and how to reach it. */
export const startService = async (
  flags: readonly string[] = [],
  speed = 5,
): Promise<{ readonly env: Record<string, string>; readonly stop: () => Promise<void> }> => {
  const simulator: Running = start([
    'simulator',
    'start',
    '--token',
    'doc-token',
    '--speed',
    `${speed}`,
    ...flags,
  ]);
  await simulator.until('WXDI_PROJECT_ID');
  const env = Object.fromEntries(
    [...simulator.out().matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return {
    env,
    stop: async () => {
      simulator.child.kill('SIGINT');
      await simulator.ended;
    },
  };
};

/** Words of a line as a shell takes them, less what only a shell can do. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** The fenced blocks of a page, with their language. */
export const blocksOf = (page: string): readonly (readonly [language: string, text: string])[] =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => [language, text]);

/** Runs the `wxdi …` lines of a block. A comment `# exit N` tells the exit code; without it, the command succeeds. */
export const runLines = async (
  block: string,
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<number> => {
  const lines = block
    .replaceAll(/ \\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.startsWith('wxdi '));
  for (const line of lines) {
    const [command = '', comment = ''] = line.split(/ +# /, 2);
    const claimed = Number(/exit (\d+)/.exec(comment)?.[1] ?? 0);
    const { code, out, err } = await wxdi(wordsOf(command).slice(1), env, folder);
    expect([line, code, code === claimed ? '' : out + err]).toEqual([line, claimed, '']);
  }
  return lines.length;
};

/** What differs from one run to the next. */
const masked = (text: string): string =>
  text
    .replaceAll(
      /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g,
      '0191d1a0-7b1e-7000-8000-000000000001',
    )
    .replaceAll(/\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(?:\(\d+\)|\.\d+)?/g, '2026-11-22$109:00:00')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:8080')
    .replaceAll(/\[wxdi:[\w.#-]+\]/g, '[wxdi:key]')
    .replaceAll(/(?<=\s)\d+(?:\.\d)?s(?=\s)/g, '1s')
    // Which of the states on the way are seen depends on when one looks.
    .replaceAll(/^[○◔●] (?:Queued|Starting|Running)\n/gm, '');

/** Runs `$ wxdi …` lines and gives the whole as a terminal would show it, with the masks put on. */
export const sessionText = (lines: readonly string[], env: Record<string, string>): string =>
  lines
    .flatMap((line) => {
      const { text, code } = shown(wordsOf(line).slice(1), env);
      return [`$ ${line}`, masked(text).trimEnd(), code === 0 ? '' : `(exit ${code})`];
    })
    .filter((text) => text !== '')
    .join('\n');

/** Both streams as they are written, in one file: two pipes would tell nothing of their order. */
const shown = (
  words: readonly string[],
  env: Record<string, string>,
): { readonly text: string; readonly code: number | null } => {
  const folder = mkdtempSync(`${tmpdir()}/session-`);
  const screen = openSync(`${folder}/screen`, 'w');
  try {
    const args = [file, ...words, '-o', 'table', '--color', 'never'];
    const { status } = spawnSync(process.execPath, args, { env, stdio: ['ignore', screen, screen] });
    return { text: readFileSync(`${folder}/screen`, 'utf8'), code: status };
  } finally {
    closeSync(screen);
    rmSync(folder, { recursive: true });
  }
};
