import type { End } from '@wxdi/testkit';
import type { Result } from './world.js';
import { expect } from 'vitest';
import { secrets } from './world.js';

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
const objects = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  lines(text).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

/** The end of a process in a few words: `well`, or kind and outcome of the error that it told last. */
export const endOf = ({ code, err }: Result): End => {
  if (code === 0) return 'well';
  const { kind, outcome, exitCode } = objects(err).at(-1) ?? {};
  expect(exitCode).toBe(code);
  return `${String(kind)}, ${String(outcome)}` as End;
};

/** Attempts that it told of. */
export const attempts = ({ err }: Result): number =>
  objects(err).filter(({ attempt }) => attempt !== undefined).length;

const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
};

const noJson = (text: string): readonly string[] => lines(text).filter((line) => !isJson(line));

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
/** Letters that turn a text around, or are not seen. JSON holds them as they are. */
const misleading = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * stdout holds data or nothing, and nothing that must not be seen stands anywhere. Told as JSON, it is JSON in both
 * streams; as text, nothing in it misleads who reads it.
 */
export const tidy = ({ out, err }: Result, told: 'as JSON' | 'as text'): void => {
  const said = out + err;
  for (const secret of secrets) expect(said).not.toContain(secret);
  expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expect(said).not.toMatch(control);
  if (told === 'as text') expect(said).not.toMatch(misleading);
  else expect([isJson(out) ? [] : noJson(out), noJson(err)]).toEqual([[], []]);
};
