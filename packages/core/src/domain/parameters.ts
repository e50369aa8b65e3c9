/** A named value. `set.name` addresses a member of a parameter set. StreamSets flows take text only. */
export interface Parameter {
  readonly name: string;
  readonly value: unknown;
}

/** A reference to a parameter set asset, with the value set to use. */
export interface ParameterSet {
  readonly name: string;
  /** Asset id of the parameter set; absent when only its name is known. */
  readonly ref?: string;
  readonly valueSet?: string;
}

/** An environment variable of a run. On the wire it is the text `NAME=value`, split at the first `=`. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}
