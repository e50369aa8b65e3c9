import { invalidInput } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { lineRefusal } from '../secrets/refusal.js';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a text file; rejects if it cannot be read. */
export type ReadFile = (path: string) => string | Promise<string>;

/** An invalid or missing variable, by its name. Its value is not shown: it may be a secret. */
export const wrongVariable = (name: string, expected: string, cause?: unknown): WxdiError =>
  new WxdiError({
    ...invalidInput(`${name}: expected ${expected}`, [
      {
        path: name,
        expected,
        received: cause === undefined ? 'something else' : 'a file that cannot be read',
      },
    ]),
    cause,
  });

/**
 * The text of a variable, without white space around it, such as the end of a line that a shell or an editor of CI
 * settings adds. An empty one counts as not set, as in shells and CI systems.
 */
export const textOf = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined;

/** An id, a URL or a user name. Quotes are part of a value in tools that do not parse them, such as `docker --env-file`. */
export const lineOf = (env: Environment, name: string): string | undefined => {
  const text = textOf(env, name);
  const refusal = text === undefined ? undefined : lineRefusal(text);
  if (refusal !== undefined) throw wrongVariable(name, refusal);
  return text;
};

export const isSet = (env: Environment, name: string): boolean =>
  textOf(env, name) !== undefined || textOf(env, `${name}_FILE`) !== undefined;

/** Reads the file that a variable names. */
export const fileOf = async (name: string, path: string, readFile: ReadFile | undefined): Promise<string> => {
  if (readFile === undefined) throw wrongVariable(name, 'no file: no function to read files was given');
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = isEncoding(cause) ? 'it is not UTF-8 text' : reasons.get(codeOf(cause));
    throw wrongVariable(
      name,
      `a readable file, not ${path}${reason === undefined ? '' : ` (${reason})`}`,
      cause,
    );
  }
};

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['ENOTDIR', 'no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
]);

const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';

/** Whether a file could not be read because its bytes are no text. */
export const isEncoding = (cause: unknown): boolean =>
  codeOf(cause) === 'ERR_ENCODING_INVALID_ENCODED_DATA' ||
  (cause instanceof Error && cause.cause !== undefined && isEncoding(cause.cause));

/**
 * A secret: the trimmed value of a variable, or the trimmed content of the file that `NAME_FILE` names. Of a password in
 * a variable, only the end of a line is removed: blanks may be part of it.
 */
export const secretText = async (
  env: Environment,
  name: string,
  readFile: ReadFile | undefined,
): Promise<string | undefined> => {
  const value = textOf(env, name);
  const path = textOf(env, `${name}_FILE`);
  if (value !== undefined && path !== undefined)
    throw wrongVariable(name, `either ${name} or ${name}_FILE, not both`);
  if (path === undefined) return name === 'WXDI_PASSWORD' ? env[name]?.replace(/[\r\n]+$/, '') : value;
  const text = (await fileOf(`${name}_FILE`, path, readFile)).trim();
  if (text === '') throw wrongVariable(`${name}_FILE`, `a file with a secret: ${path} is empty`);
  return text;
};
