import type { JsonObject } from './json.js';
import { mergeByName } from './merge.js';

/** A named value. `set.name` refers to a member of a parameter set. StreamSets flows accept text only. */
export interface Parameter {
  /** `name`, or `set.name`. */
  readonly name: string;
  readonly value: unknown;
}

/** The parts of a parameter name: `set.name`, or a name alone. */
export interface ParameterPath {
  readonly set?: string;
  readonly name: string;
}

/** Splits a name at its first dot. */
export const parameterPath = (name: string): ParameterPath => {
  const dot = name.indexOf('.');
  return dot < 0 ? { name } : { set: name.slice(0, dot), name: name.slice(dot + 1) };
};

/** A reference to a parameter set, with the value set to use. */
export interface ParameterSet {
  readonly name: string;
  /** Asset id of the parameter set; absent if only its name is known. */
  readonly ref?: string;
  /** Name of the value set to use; default: the values of the set itself. */
  readonly valueSet?: string;
  /** Values that replace those of the set. */
  readonly values?: readonly Parameter[];
}

/** A parameter set in a change: null clears a member of the set. */
export interface ParameterSetChange extends Omit<ParameterSet, 'valueSet' | 'values'> {
  readonly valueSet?: string | null | undefined;
  readonly values?: readonly Parameter[] | null | undefined;
}

/** An environment variable of a run. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

/**
 * Parses a variable in the service's form `NAME=value`, split at the first `=`. Text without `=` is a name with an
 * empty value.
 */
export const environmentVariable = (text: string): EnvironmentVariable => {
  const at = text.indexOf('=');
  return at < 0 ? { name: text, value: '' } : { name: text.slice(0, at), value: text.slice(at + 1) };
};

/** The variables in the configuration of a job or a run; empty text is ignored. */
export const environmentOf = (configuration: JsonObject): readonly EnvironmentVariable[] => {
  const variables = configuration['env_variables'];
  if (!Array.isArray(variables)) return [];
  return variables.filter((text) => typeof text === 'string' && text !== '').map(environmentVariable);
};

/** Merges `over` into `under` by name: variables of `under` keep their position, new ones follow. */
export const mergeVariables = (
  under: readonly EnvironmentVariable[],
  over: readonly EnvironmentVariable[],
): readonly EnvironmentVariable[] => mergeByName(under, over);
