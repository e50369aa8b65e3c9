import type { EnvironmentVariable, Parameter, ParameterSet } from '../domain/parameters.js';
import type { Job } from '../domain/job.js';
import type { JobDocument, JobSpec } from '../domain/job-document.js';
import type { JsonObject } from '../domain/json.js';
import type { DocumentIssue } from './file-rule.js';
import { ownerOf, withoutOwner } from '../domain/owner-mark.js';
import { defined } from '../domain/defined.js';
import { isJsonObject } from '../domain/json.js';
import { mergeMembers } from '../domain/merge.js';
import { environmentVariable } from '../domain/parameters.js';
import { environmentToWire } from '../wire/parameters.js';
import { ownConfiguration } from '../wire/draft-of.js';
import { jobDocumentIssues } from './document-issues.js';
import { hiddenMembers, hiddenParameter, hideTo, type Hide, type HiddenValue } from './hidden-values.js';
import { escapeReferences, mapTexts } from './references.js';

/** How a job becomes a document. */
export interface DocumentOptions {
  /**
   * Names instead of ids, so that the document fits another project: the id of the job and those of parameter sets are
   * left out. The id of a flow or environment whose name is not known stays.
   */
  readonly names?:
    { readonly flow?: string | undefined; readonly environment?: string | undefined } | undefined;
  /** Whether values of environment variables and secrets are kept. Default: references in their place. */
  readonly withValues?: boolean | undefined;
}

/** A job as a document, and what is not in it. */
export interface JobAsDocument {
  /** As a file has it: with references, and with text escaped that looks like one. */
  readonly document: JobDocument;
  /** The values that were replaced by references. */
  readonly hidden: readonly HiddenValue[];
  /** Settings that a document cannot express, which are left out. */
  readonly leftOut: readonly DocumentIssue[];
}

/**
 * A job as a document that describes it, without what the service adds. Equal jobs have equal documents, whatever the
 * order of their lists and members.
 */
export const documentOf = (job: Job, { names, withValues = false }: DocumentOptions): JobAsDocument => {
  const hidden: HiddenValue[] = [];
  const { configuration, ...own } = settingsOf(mergeMembers({}, ownConfiguration(job.configuration)));
  const plain = escaped({
    flow: job.assetId === undefined ? undefined : flowOf(job.assetId, names?.flow),
    type: job.type,
    description:
      ownerOf(job.description) === undefined ? job.description : withoutOwner(job.description) || undefined,
    parameters: listOf(job.parameters),
    parameterSets: listOf(job.parameterSets.map((set) => setOf(set, names !== undefined))),
    schedule: job.schedule,
    scheduleWindow: job.scheduleWindow,
    retention: job.retention,
    notifications: job.notifications,
    ...own,
    environment: names?.environment ?? own.environment,
    configuration,
  });
  const spec = withValues ? plain : withoutValues(plain, hideTo(hidden));
  const metadata = escaped({ name: job.name, id: names === undefined ? job.id : undefined });
  const whole = { apiVersion: 'wxdi/v1', kind: 'Job', metadata, spec } as const;
  const leftOut = jobDocumentIssues(whole).filter(({ keys }) => keys[0] === 'spec');
  const wrong = new Set(leftOut.map(({ keys }) => keys[1]));
  const kept = Object.fromEntries(Object.entries(spec).filter(([member]) => !wrong.has(member)));
  return { document: { ...whole, spec: kept }, hidden, leftOut };
};

const escaped = <Value extends object>(value: Value) =>
  mapTexts(defined(value), escapeReferences) as ReturnType<typeof defined<Value>>;

const flowOf = (id: string, name: string | undefined): { id: string } | { name: string } =>
  name === undefined ? { id } : { name };

const setOf = ({ ref, ...set }: ParameterSet, isNamed: boolean): ParameterSet => ({
  name: set.name,
  ...defined({ ref: isNamed ? undefined : ref, valueSet: set.valueSet, values: listOf(set.values ?? []) }),
});

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : Number(a.name > b.name);

/** A list without an order of its own; none for an empty one. */
const listOf = <A extends { readonly name: string }>(items: readonly A[]): readonly A[] | undefined =>
  items.length === 0 ? undefined : (items.toSorted(byName).map(sorted) as readonly A[]);

/** A value whose objects have their members in order, `name` first. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).filter((name) => name !== 'name' && value[name] !== undefined);
  const all = Object.hasOwn(value, 'name') ? ['name', ...names.toSorted()] : names.toSorted();
  return Object.fromEntries(all.map((name) => [name, sorted(value[name])]));
};

interface Settings {
  readonly environment?: string | undefined;
  readonly environmentVariables?: readonly EnvironmentVariable[] | undefined;
  readonly warnLimit?: number | undefined;
  readonly configuration?: JsonObject | undefined;
}

/** The settings of a configuration that have members of their own, where nothing is lost by it; and the rest. */
const settingsOf = (configuration: JsonObject): Settings => {
  const { env_id, env_type, env_variables, flow_limits, ...others } = configuration;
  const variables = variablesOf(env_variables);
  const isNamed = typeof env_id === 'string' && env_id !== '';
  const limit = isJsonObject(flow_limits) ? flow_limits['warn_limit'] : undefined;
  const isLimit = typeof limit === 'number' && Number.isInteger(limit) && limit >= 0;
  const limits = isLimit ? withoutLimit(flow_limits as JsonObject) : flow_limits;
  const rest = defined({
    ...others,
    env_id: isNamed ? undefined : env_id,
    // The service adds an empty one to every job.
    env_type: env_type === '' ? undefined : env_type,
    env_variables: variables === undefined ? env_variables : undefined,
    flow_limits: limits,
  });
  return {
    environment: isNamed ? env_id : undefined,
    environmentVariables: variables?.length === 0 ? undefined : variables,
    warnLimit: isLimit ? limit : undefined,
    configuration: Object.keys(rest).length === 0 ? undefined : (sorted(rest) as JsonObject),
  };
};

const withoutLimit = ({ warn_limit: _limit, ...others }: JsonObject): JsonObject | undefined =>
  Object.keys(others).length === 0 ? undefined : others;

/** The variables, if the list can be made of them again. */
const variablesOf = (texts: unknown): readonly EnvironmentVariable[] | undefined => {
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) return undefined;
  const variables = texts.map(environmentVariable);
  const names = new Set(variables.map(({ name }) => name));
  const isSame = variables.every((variable, i) => environmentToWire(variable) === texts[i]);
  return isSame && names.size === texts.length && !names.has('') ? variables.toSorted(byName) : undefined;
};

/** The settings with references in the place of values. */
const withoutValues = (spec: JobSpec, hide: Hide): JobSpec => ({
  ...spec,
  ...defined({
    parameters: parametersOf(spec.parameters, hide),
    parameterSets: spec.parameterSets?.map((set) => ({
      ...set,
      ...defined({ values: parametersOf(set.values, hide) }),
    })),
    configuration: spec.configuration && configurationOf(spec.configuration, hide),
    environmentVariables: spec.environmentVariables?.map((variable) => hiddenVariable(variable, hide)),
  }),
});

const hiddenVariable = ({ name, value }: EnvironmentVariable, hide: Hide): EnvironmentVariable => ({
  name,
  value: value === '' ? '' : hide(name, value),
});

const parametersOf = (
  parameters: readonly Parameter[] | null | undefined,
  hide: Hide,
): readonly Parameter[] | undefined =>
  parameters?.map(({ name, value }) => ({ name, value: hiddenParameter(hide, name, value) }));

const configurationOf = ({ env_variables: variables, ...others }: JsonObject, hide: Hide): JsonObject => ({
  ...(variables === undefined
    ? {}
    : {
        env_variables: mapTexts(variables, (text) => {
          const { name, value } = environmentVariable(text);
          return value === '' ? text : environmentToWire({ name, value: hide(name, value) });
        }),
      }),
  ...hiddenMembers(hide, others),
});
