import type { End } from '@wxdi/testkit';
import type { Result } from './shared-processes.js';
import { expect } from 'vitest';
import { secrets } from './world.js';

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
const objects = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  lines(text).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

/** The end of a process as the table states it: `ok`, or kind and outcome of the last error on stderr. */
export const endOf = ({ code, err }: Result): End => {
  if (code === 0) return 'ok';
  const { kind, outcome, exitCode } = objects(err).at(-1) ?? {};
  expect(exitCode).toBe(code);
  return `${String(kind)}, ${String(outcome)}` as End;
};

/** Number of logged attempts. */
export const attempts = ({ err }: Result): number =>
  objects(err).filter(({ attempt }) => attempt !== undefined).length;

const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
};

const notJson = (text: string): readonly string[] => lines(text).filter((line) => !isJson(line));

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
/** Characters that reverse the direction of text, or are invisible. JSON keeps them. */
const misleading = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * Neither stream contains a secret, a stack trace or a control character. JSON output is JSON on both streams; text
 * output contains no misleading characters.
 */
export const expectCleanOutput = ({ out, err }: Result, format: 'json' | 'text'): void => {
  const all = out + err;
  for (const secret of secrets) expect(all).not.toContain(secret);
  expect(all).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expect(all).not.toMatch(control);
  if (format === 'text') expect(all).not.toMatch(misleading);
  else expect([isJson(out) ? [] : notJson(out), notJson(err)]).toEqual([[], []]);
};
