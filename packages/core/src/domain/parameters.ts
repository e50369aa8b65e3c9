import type { JsonObject } from './json.js';

/** A named value. `set.name` addresses a member of a parameter set. StreamSets flows take text only. */
export interface Parameter {
  readonly name: string;
  readonly value: unknown;
}

/** A parameter's name taken apart: `set.name`, or a name alone. */
export interface ParameterPath {
  readonly set?: string;
  readonly name: string;
}

/** Takes a name apart at its first dot. */
export const parameterPath = (name: string): ParameterPath => {
  const dot = name.indexOf('.');
  return dot < 0 ? { name } : { set: name.slice(0, dot), name: name.slice(dot + 1) };
};

/** A reference to a parameter set asset, with the value set to use. */
export interface ParameterSet {
  readonly name: string;
  /** Asset id of the parameter set; absent when only its name is known. */
  readonly ref?: string;
  readonly valueSet?: string;
  /** Values that stand instead of those of the set. */
  readonly values?: readonly Parameter[];
}

/** An environment variable of a run. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

/**
 * A variable as the service writes it, `NAME=value`, taken apart at the first `=`: values hold more of them. Text
 * without one is a name with an empty value.
 */
export const environmentVariable = (text: string): EnvironmentVariable => {
  const at = text.indexOf('=');
  return at < 0 ? { name: text, value: '' } : { name: text.slice(0, at), value: text.slice(at + 1) };
};

/** The variables in the configuration of a job or a run; text that is empty is none. */
export const environmentOf = (configuration: JsonObject): readonly EnvironmentVariable[] => {
  const variables = configuration['env_variables'];
  if (!Array.isArray(variables)) return [];
  return variables.filter((text) => typeof text === 'string' && text !== '').map(environmentVariable);
};

/** `over` on top of `under`, by name: variables of `under` keep their place, new ones come after. */
export const mergeVariables = (
  under: readonly EnvironmentVariable[],
  over: readonly EnvironmentVariable[],
): readonly EnvironmentVariable[] => [...new Map([...under, ...over].map((v) => [v.name, v])).values()];
