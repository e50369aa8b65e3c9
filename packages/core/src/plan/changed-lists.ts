import type * as wire from '@wxdi/bindings';
import type { JobSpec } from '../domain/job-document.js';
import type { EnvironmentVariable, Parameter, ParameterSet } from '../domain/parameters.js';
import type { JobChanges } from '../wire/job-changes.js';
import type { Changed, Documents } from './changed.js';
import type { FieldChange } from './plan.js';
import { defined } from '../domain/defined.js';
import { environmentOf, environmentVariable } from '../domain/parameters.js';
import { mask } from '../domain/secret-names.js';
import { jobFromWire } from '../wire/job.js';
import { isEquivalent } from '../wire/json-patch.js';
import { shownAfter, shownBefore } from './shown.js';

/** Parameters, parameter sets and environment variables: whole lists, whose order does not matter. */
export const changedLists = (live: wire.Job, { document, written }: Documents): Changed => {
  const job = jobFromWire(live);
  const variables = environmentOf(job.configuration);
  const parts = [
    changedParameters(job.parameters, document.spec.parameters, written.spec.parameters),
    changedSets(job.parameterSets, document.spec.parameterSets, written.spec.parameterSets),
    changedVariables(variables, variablesIn(document.spec), variablesIn(written.spec)),
  ];
  return {
    changes: Object.assign({}, ...parts.map(({ changes }) => changes)) as JobChanges,
    shown: Object.assign({}, ...parts.map(({ shown }) => shown)) as JobChanges,
    fields: parts.flatMap(({ fields }) => fields),
  };
};

const unchanged: Changed = { changes: {}, shown: {}, fields: [] };

type List<A> = readonly A[] | null | undefined;

interface Named {
  readonly name: string;
}

const changedParameters = (
  own: readonly Parameter[],
  given: List<Parameter>,
  written: List<Parameter>,
): Changed => {
  if (given === undefined) return unchanged;
  const after = (given ?? []).map(({ name, value }) => ({ name, value }));
  if (sameItems(own, after, (a, b) => isEquivalent(a.value, b.value))) return unchanged;
  const shown = after.map(({ name, value }, i) => ({
    name: written?.[i]?.name ?? name,
    value: shownAfter(name, value, writtenValue(written, i, value)),
  }));
  return {
    changes: { parameters: after },
    shown: { parameters: shown },
    fields: valueFields('parameters', own, after, shown, written),
  };
};

/** A set keeps the members that the document does not name. */
const changedSets = (
  own: readonly ParameterSet[],
  given: List<ParameterSet>,
  written: List<ParameterSet>,
): Changed => {
  if (given === undefined) return unchanged;
  const of = (name: string): ParameterSet | undefined => own.find((set) => set.name === name);
  const after = (given ?? []).map((set) => defined({ ...set, ref: set.ref ?? of(set.name)?.ref }));
  if (sameItems(own, after, covers)) return unchanged;
  const shown = after.map((set, i) => ({ ...set, ...shownValues(set, written?.[i]) }));
  const names = [...new Set([...own, ...after].map(({ name }) => name))];
  return {
    changes: { parameterSets: after },
    shown: { parameterSets: shown },
    fields: names.flatMap((name) => {
      const i = after.findIndex((set) => set.name === name);
      return setFields(of(name), after[i], shown[i], written?.[i]);
    }),
  };
};

const covers = (own: ParameterSet, given: ParameterSet): boolean =>
  (given.ref === undefined || given.ref === own.ref) &&
  (given.valueSet === undefined || (given.valueSet || undefined) === own.valueSet) &&
  (given.values === undefined ||
    sameItems(own.values ?? [], given.values, (a, b) => isEquivalent(a.value, b.value)));

const shownValues = (set: ParameterSet, written: ParameterSet | undefined): Partial<ParameterSet> =>
  defined({
    valueSet: written?.valueSet,
    values: set.values?.map(({ name, value }, i) => ({
      name,
      value: shownAfter(name, value, writtenValue(written?.values, i, value)),
    })),
  });

const setFields = (
  own: ParameterSet | undefined,
  after: ParameterSet | undefined,
  shown: ParameterSet | undefined,
  written: ParameterSet | undefined,
): readonly FieldChange[] => {
  const path = `parameterSets.${own?.name ?? after?.name ?? ''}`;
  if (own === undefined || after === undefined) {
    const name = (set: ParameterSet | undefined): unknown => set && (set.valueSet ?? set.ref ?? set.name);
    return [{ path, before: name(own) ?? null, after: name(shown) ?? null }];
  }
  const one = (member: 'ref' | 'valueSet'): readonly FieldChange[] =>
    after[member] === undefined || after[member] === own[member]
      ? []
      : [{ path: `${path}.${member}`, before: own[member] ?? null, after: shown?.[member] ?? null }];
  if (after.values === undefined) return [...one('ref'), ...one('valueSet')];
  return [
    ...one('ref'),
    ...one('valueSet'),
    ...valueFields(path, own.values ?? [], after.values, shown?.values ?? [], written?.values),
  ];
};

/** The variables of a document; those in the form of the service are in its configuration. */
const variablesIn = ({ environmentVariables, configuration }: JobSpec): List<EnvironmentVariable> => {
  const texts = configuration?.['env_variables'];
  if (environmentVariables !== undefined || !isVariables(texts)) return environmentVariables;
  return texts.map(environmentVariable);
};

/** Whether environment variables have the form of the service. */
export const isVariables = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

const changedVariables = (
  own: readonly EnvironmentVariable[],
  given: List<EnvironmentVariable>,
  written: List<EnvironmentVariable>,
): Changed => {
  if (given === undefined) return unchanged;
  const after = (given ?? []).map(({ name, value }) => ({ name, value }));
  if (sameItems(own, after, (a, b) => a.value === b.value)) return unchanged;
  const shown = after.map(({ name, value }, i) => ({
    name,
    value: String(shownAfter(name, value, writtenValue(written, i, value))),
  }));
  return {
    changes: { environment: after },
    shown: { environment: shown },
    fields: valueFields('environmentVariables', own, after, shown, written).map((field) => ({
      ...field,
      before: field.before === null ? null : mask,
    })),
  };
};

/** Whether two lists have the same items, in any order. */
const sameItems = <A extends Named, B extends Named>(
  own: readonly A[],
  given: readonly B[],
  isSame: (a: A, b: B) => boolean,
): boolean => {
  if (own.length !== given.length) return false;
  const byName = new Map(own.map((item) => [item.name, item]));
  return (
    byName.size === own.length &&
    given.every((item) => {
      const before = byName.get(item.name);
      return before !== undefined && isSame(before, item);
    })
  );
};

const writtenValue = (written: List<Parameter>, i: number, otherwise: unknown): unknown => {
  const item = written?.[i];
  return item === undefined ? otherwise : item.value;
};

const valueFields = (
  path: string,
  own: readonly Parameter[],
  after: readonly Parameter[],
  shown: readonly Parameter[],
  written: List<Parameter>,
): readonly FieldChange[] =>
  [...new Set([...own, ...after].map(({ name }) => name))].flatMap((name) => {
    const i = after.findIndex((item) => item.name === name);
    const before = own.find((item) => item.name === name);
    const next = after[i];
    if (before !== undefined && next !== undefined && isEquivalent(before.value, next.value)) return [];
    const value = next?.value;
    return [
      {
        path: `${path}.${name}`,
        before: shownBefore(name, before?.value, value, next && writtenValue(written, i, value)),
        after: shown[i]?.value ?? null,
      },
    ];
  });
