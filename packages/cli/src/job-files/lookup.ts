import type { Lookup, NoValue, Parameter, Reference } from '@wxdi/sdk';
import { isSecretName, parseJson, referencesIn } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { UsageError } from '../errors.js';
import { assignments } from '../input/assignment.js';
import { whyUnreadable } from '../input/document.js';
import { didYouMean } from '../input/nearest.js';
import { paramFile } from '../input/param-file.js';

/** The flags that give values to `${var.NAME}`. */
export interface VariableFlags {
  /** `--var k=v`, or `k:=json`. */
  readonly vars?: readonly string[] | undefined;
  /** Files of `--var-file`; a later one wins. `--var` wins over all. */
  readonly varFiles?: readonly string[] | undefined;
}

const name = /^[A-Za-z_][\w.-]*$/;

/** Values may be secrets, so no error repeats one. */
const variableOf = (text: string): Parameter => {
  const [, key = '', typed, value = ''] = /^([^=]*?)(:?)=(.*)$/s.exec(text) ?? [];
  if (!name.test(key))
    throw new UsageError('--var takes k=v or k:=json; k has letters, digits, "_", "." and "-"');
  if (!typed) return { name: key, value };
  try {
    return { name: key, value: parseJson(value) };
  } catch {
    throw new UsageError(`--var ${key}:= takes JSON; for a string use ${key}=...`);
  }
};

type World = Pick<Session, 'context' | 'secrets'>;

/** The values that references in documents have. Files are read once, and none twice. */
export const lookupFor = async (
  { context, secrets }: World,
  flags: VariableFlags,
  documents: unknown,
): Promise<Lookup> => {
  const given = assignments('--var', flags.vars, variableOf) ?? [];
  const references = referencesIn(documents);
  const variables = new Map<string, unknown>();
  for (const path of flags.varFiles ?? [])
    for (const one of await paramFile(context, path, '--var-file')) variables.set(one.name, one.value);
  for (const one of given) variables.set(one.name, one.value);
  const files = await filesOf(context, references);
  return (reference) => {
    const found = valueOf(reference, { env: context.env, variables, files });
    if ('value' in found && typeof found.value === 'string' && isSecretName(reference.name))
      secrets.add(found.value);
    return found;
  };
};

/** Refuses a variable that no document refers to: with a default in its place, a misspelt name would not be noticed. */
export const checkUsed = ({ vars }: VariableFlags, documents: unknown): void => {
  const wanted = referencesIn(documents).flatMap(({ kind, name: key }) => (kind === 'var' ? [key] : []));
  const unused = vars?.map(variableOf).find((one) => !wanted.includes(one.name));
  if (unused === undefined) return;
  throw new UsageError(
    `--var ${unused.name}: no job file has \${var.${unused.name}}${didYouMean(unused.name, [...new Set(wanted)])}`,
  );
};

type Found = ReturnType<Lookup>;

interface Values {
  readonly env: Session['context']['env'];
  readonly variables: ReadonlyMap<string, unknown>;
  readonly files: ReadonlyMap<string, Found>;
}

const absent = (received: string): NoValue => ({ received, isAbsent: true });

const valueOf = ({ kind, name: key }: Reference, { env, variables, files }: Values): Found => {
  switch (kind) {
    case 'env': {
      const value = env[key];
      if (value === undefined) return absent(`no environment variable ${key}`);
      // A secret that a CI system does not have is often an empty variable.
      if (value === '')
        return absent(`an empty environment variable ${key}; to allow it, write \${env.${key}:-}`);
      return { value };
    }
    case 'var':
      return variables.has(key) ? { value: variables.get(key) } : absent(`no --var ${key}`);
    case 'file':
      return files.get(key) ?? absent(`no file ${key}`);
  }
};

const filesOf = async (
  { readFile }: Pick<Session['context'], 'readFile'>,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, Found>> => {
  const files = new Map<string, Found>();
  for (const { kind, name: path } of references)
    if (kind === 'file' && !files.has(path)) files.set(path, await fileValue(readFile, path));
  return files;
};

/** The text of a file, without the line break at its end. */
const fileValue = async (readFile: Session['context']['readFile'], path: string): Promise<Found> => {
  try {
    return { value: (await readFile(path)).replace(/\r?\n$/, '') };
  } catch (cause) {
    const why = whyUnreadable(cause);
    return why === 'no such file'
      ? absent(`no file ${path}`)
      : { received: `the file ${path}, which cannot be read: ${why}`, isAbsent: false };
  }
};
