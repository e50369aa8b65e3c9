import { isUuid, parseJson, type EnvironmentVariable, type Parameter, type ParameterSet } from '@wxdi/sdk';
import { UsageError } from '../errors.js';
import { asId } from './id.js';
import { repeatedKey } from './repeated-key.js';

// Values may be secrets, so no error repeats one.

/** `k=v` is a string; `k:=json` is typed; `set.name=v` addresses a member of a parameter set. */
export const parameterOf = (text: string): Parameter => {
  const [, name, typed, value = ''] = /^([^=]*?)(:?)=(.*)$/s.exec(text) ?? [];
  if (!name) throw new UsageError('--param takes k=v or k:=json');
  if (!typed) return { name, value };
  const typedValue = jsonOf(value);
  if (typedValue === undefined)
    throw new UsageError(`--param ${name}:= takes JSON; for a string use ${name}=...`);
  const again = repeatedKey(value);
  if (again !== undefined) throw new UsageError(`--param ${name}:= has the key "${again.key}" twice`);
  return { name, value: typedValue };
};

/** `undefined` for text that is not JSON. */
const jsonOf = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

/** `NAME=value` */
export const variableOf = (text: string): EnvironmentVariable => {
  const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new UsageError('--env takes NAME=value');
  return { name, value };
};

/** `PS` or `PS.VALUESET`, split at the first dot; PS is a name, or the id of the set. */
export const parameterSetOf = (text: string): ParameterSet => {
  const [, set, valueSet] = /^([^.=]+)(?:\.(.+))?$/s.exec(text) ?? [];
  if (set === undefined) throw new UsageError(`--param-set takes PS or PS.VALUESET, not "${text}"`);
  const name = asId(set);
  return { name, ...(isUuid(name) && { ref: name }), ...(valueSet !== undefined && { valueSet }) };
};

/** The values of a repeated flag; `undefined` if it was not given. A name may be given once. */
export const assignments = <A extends { readonly name: string }>(
  flag: string,
  texts: readonly string[] | undefined,
  read: (text: string) => A,
): readonly A[] | undefined => {
  if (texts === undefined) return undefined;
  const all = texts.map(read);
  const again = all.find(({ name }, at) => all.findIndex((other) => other.name === name) < at);
  if (again !== undefined) throw new UsageError(`${flag} sets "${again.name}" twice`);
  return all;
};

/** A hint for a service that does not accept a parameter set by its name. */
export const setHint = (sets: readonly ParameterSet[] | undefined): string | undefined => {
  const unknown = sets?.find(({ ref }) => ref === undefined);
  return unknown && `give the id of parameter set "${unknown.name}" instead of its name`;
};
