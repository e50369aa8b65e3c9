import { invalidInput } from '@wxdi/core';
import { WxdiError } from '../../error.js';

/** Names and values, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Gives the text of a file; rejects where there is none. */
export type ReadFile = (path: string) => string | Promise<string>;

/** A variable that is wrong or missing, by its name. Its value, which may be a secret, is not shown. */
export const wrongVariable = (name: string, expected: string, cause?: unknown): WxdiError =>
  new WxdiError({
    ...invalidInput(`${name}: expected ${expected}`, [
      {
        path: name,
        expected,
        received: cause === undefined ? 'something else' : 'a file that cannot be read',
      },
    ]),
    ...(cause === undefined ? {} : { cause }),
  });

/** The text of a variable; an empty one counts as not set, as it does in shells and in CI. */
export const textOf = (env: Environment, name: string): string | undefined => env[name] || undefined;

export const isSet = (env: Environment, name: string): boolean =>
  textOf(env, name) !== undefined || textOf(env, `${name}_FILE`) !== undefined;

/** Reads the file that a variable names. */
export const fileOf = async (name: string, path: string, readFile: ReadFile | undefined): Promise<string> => {
  if (readFile === undefined) throw wrongVariable(name, 'no file: no way to read one was given');
  try {
    return await readFile(path);
  } catch (cause) {
    throw wrongVariable(name, `a file that can be read, not ${path}`, cause);
  }
};

/** A secret: the value of a variable, or the content of the file that `NAME_FILE` names, without white space around. */
export const secretText = async (
  env: Environment,
  name: string,
  readFile: ReadFile | undefined,
): Promise<string | undefined> => {
  const value = textOf(env, name);
  const path = textOf(env, `${name}_FILE`);
  if (value !== undefined && path !== undefined)
    throw wrongVariable(name, `either ${name} or ${name}_FILE, not both`);
  if (path === undefined) return value;
  const text = (await fileOf(`${name}_FILE`, path, readFile)).trim();
  if (text === '') throw wrongVariable(`${name}_FILE`, `a file with a secret in it, and ${path} is empty`);
  return text;
};
