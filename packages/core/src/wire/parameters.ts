import type * as wire from '@wxdi/bindings';
import type {
  EnvironmentVariable,
  Parameter,
  ParameterSet,
  ParameterSetChange,
} from '../domain/parameters.js';
import { defined } from '../domain/defined.js';
import { text } from './absent.js';

export const parameterFromWire = ({ name, value }: wire.JobParameter): Parameter => ({ name, value });

export const parameterToWire = ({ name, value }: Parameter): wire.JobParameter => ({ name, value });

export const parameterSetFromWire = (set: wire.ParameterSetRef): ParameterSet =>
  defined({
    name: set.name,
    ref: text(set.ref),
    valueSet: text(set.value_set),
    values: set.values?.map(parameterFromWire),
  });

export const parameterSetToWire = ({
  name,
  ref,
  valueSet,
  values,
}: ParameterSet | ParameterSetChange): wire.ParameterSetRef =>
  defined({ name, ref, value_set: valueSet, values: values === null ? null : values?.map(parameterToWire) });

export const environmentToWire = ({ name, value }: EnvironmentVariable): string => `${name}=${value}`;
