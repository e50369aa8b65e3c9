import { isJsonObject } from '../domain/json.js';
import { environmentVariable } from '../domain/parameters.js';
import { isSecret, isSecretName, mask } from '../domain/secret-names.js';

/** A row of the service for an archive, and the secrets that were taken out of it. */
export interface Masked<Row> {
  readonly row: Row;
  readonly secrets: readonly string[];
}

/** The members of a job or a run that have values of the caller. */
const members: ReadonlySet<string> = new Set(['configuration', 'job_parameters', 'parameter_sets']);

/** Shorter secrets would match parts of words of a log. */
const shortest = 4;

/**
 * A job or run as the service sends it, with `***` for the values of its environment variables and for parameters and
 * settings that are secrets by their names or their form. Names, messages and metrics stay.
 */
export const withoutValues = <Row extends { readonly entity: object }>(row: Row): Masked<Row> => {
  const secrets = new Set<string>();
  const hide = (name: string, value: unknown): unknown => {
    if (typeof value === 'string') {
      if (value.length >= shortest && isSecret(name, value)) secrets.add(value);
      return value === '' ? '' : mask;
    }
    if (Array.isArray(value)) return value.map((item) => hide(name, item));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(name, item)]));
  };
  const assignment = (text: string): string => {
    const { name, value } = environmentVariable(text);
    return text.includes('=') ? `${name}=${String(hide(name, value))}` : text;
  };
  const variables = (value: unknown): unknown => {
    if (typeof value === 'string') return assignment(value);
    if (Array.isArray(value)) return value.map(variables);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === 'name' ? item : hide(nameIn(value), item)]),
    );
  };
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (!isSecret(undefined, value)) return value;
      return isSecretName(environmentVariable(value).name) ? assignment(value) : hide('', value);
    }
    if (Array.isArray(value)) return value.map(masked);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (key === 'env_variables') return [key, variables(item)];
        const name = key === 'value' ? nameIn(value) : key;
        if (!isSecretName(name)) return [key, masked(item)];
        // A number is a secret only where any value may stand.
        return [key, key === 'value' && typeof item === 'number' ? mask : hide(name, item)];
      }),
    );
  };
  const entity = Object.fromEntries(
    Object.entries(row.entity).map(([what, detail]: [string, unknown]) => [
      what,
      isJsonObject(detail)
        ? Object.fromEntries(
            Object.entries(detail).map(([key, item]) => [key, members.has(key) ? masked(item) : item]),
          )
        : detail,
    ]),
  );
  return { row: { ...row, entity }, secrets: [...secrets] };
};

const nameIn = ({ name }: { readonly [member: string]: unknown }): string =>
  typeof name === 'string' ? name : '';

/** A text without secrets; the longest are replaced first, so that no part of one remains. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, mask), text);
