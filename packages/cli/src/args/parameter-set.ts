import type { ParameterSet } from '@wxdi/sdk';
import { isUuid } from '@wxdi/sdk';
import { UsageError } from '../usage-error.js';

/** `PS`, or `PS.VALUESET`, taken apart at the first dot; PS is a name, or the id by which the service knows the set. */
export const parameterSetOf = (text: string): ParameterSet => {
  const dot = text.indexOf('.');
  const [name, valueSet] = dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
  if (name === '' || valueSet === '')
    throw new UsageError(`--param-set takes PS or PS.VALUESET, not "${text}"`);
  return {
    name,
    ...(isUuid(name) ? { ref: name } : {}),
    ...(valueSet === undefined ? {} : { valueSet }),
  };
};

/** What to do where the service does not take a set by its name alone: it is asked for the id of one without. */
export const setHint = (sets: readonly ParameterSet[] | undefined): string | undefined => {
  const unknown = sets?.find(({ ref }) => ref === undefined);
  return unknown && `give the id of parameter set "${unknown.name}" instead of its name`;
};
