import type * as wire from '@wxdi/bindings';
import type { EnvironmentVariable, Parameter, ParameterSet } from '../domain/parameters.js';
import { defined, text } from './said.js';

export const parameterFromWire = ({ name, value }: wire.JobParameter): Parameter => ({ name, value });

export const parameterToWire = ({ name, value }: Parameter): wire.JobParameter => ({ name, value });

export const parameterSetFromWire = (set: wire.ParameterSetRef): ParameterSet =>
  defined({ name: set.name, ref: text(set.ref), valueSet: text(set.value_set) });

export const parameterSetToWire = ({ name, ref, valueSet }: ParameterSet): wire.ParameterSetRef =>
  defined({ name, ref, value_set: valueSet });

export const environmentToWire = ({ name, value }: EnvironmentVariable): string => `${name}=${value}`;
