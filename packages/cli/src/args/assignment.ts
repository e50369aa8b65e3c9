import { UsageError } from '../usage-error.js';

export interface Assignment {
  readonly name: string;
  readonly value: unknown;
}

// Values may be secrets, so that no error repeats one.

/** `k=v` is text; `k:=json` is typed; `set.name=v` addresses a member of a parameter set. */
export const parameterOf = (text: string): Assignment => {
  const at = text.indexOf('=');
  const typed = at > 0 && text[at - 1] === ':';
  const name = text.slice(0, typed ? at - 1 : Math.max(at, 0));
  if (name === '') throw new UsageError('--param takes k=v or k:=json');
  const value = text.slice(at + 1);
  if (!typed) return { name, value };
  try {
    return { name, value: JSON.parse(value) as unknown };
  } catch {
    throw new UsageError(`--param ${name}:= takes JSON; for text write ${name}=...`);
  }
};

/** Environment variables go over the wire as `NAME=value`. */
export const variableOf = (text: string): { readonly name: string; readonly value: string } => {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError('--env takes NAME=value');
  return { name: text.slice(0, at), value: text.slice(at + 1) };
};

/** All of a repeated flag; `undefined` when it was not given. The same name twice is a slip. */
export const assignments = <A extends { readonly name: string }>(
  flag: string,
  texts: readonly string[],
  read: (text: string) => A,
): readonly A[] | undefined => {
  if (texts.length === 0) return undefined;
  const all = texts.map(read);
  const names = new Set<string>();
  for (const { name } of all) {
    if (names.has(name)) throw new UsageError(`${flag} gives "${name}" twice`);
    names.add(name);
  }
  return all;
};
