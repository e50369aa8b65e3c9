import { isJsonObject, type JsonObject } from '../domain/json.js';
import { isSecret, isSecretName } from '../domain/secret-names.js';
import { referenceText } from './references.js';

/** A value that an export replaced by a reference to an environment variable. */
export interface HiddenValue {
  /** The environment variable that gives the value when the document is read. */
  readonly variable: string;
  /** The value, for comparison only. */
  readonly value: unknown;
}

/** Notes each value that is replaced. */
export type Hide = (name: string, value: unknown) => string;

/** A name that every shell accepts. */
const variableOf = (name: string): string => {
  const safe = name.replaceAll(/\W/g, '_');
  return /^[A-Za-z_]/.test(safe) ? safe : `_${safe}`;
};

/** Replaces values by references, and adds them to a list. */
export const hideTo =
  (hidden: HiddenValue[]): Hide =>
  (name, value) => {
    const variable = variableOf(name);
    hidden.push({ variable, value });
    return referenceText({ kind: 'env', name: variable });
  };

/** Where a value is. */
interface Place {
  /** What it is called: the name of a parameter, or that of a member. */
  readonly name: string;
  /** Whether something around it is named like a secret. */
  readonly isSecret: boolean;
  /** Whether any value may be there, also a number: the value of a parameter. */
  readonly isFree: boolean;
}

/** The value of a parameter without the secrets in it. */
export const hiddenParameter = (hide: Hide, name: string, value: unknown): unknown =>
  hiddenIn(hide, value, { name, isSecret: isSecretName(name), isFree: true });

/** A configuration without the secrets in it. */
export const hiddenMembers = (hide: Hide, members: JsonObject): JsonObject =>
  hiddenIn(hide, members, { name: '', isSecret: false, isFree: false }) as JsonObject;

const hiddenIn = (hide: Hide, value: unknown, place: Place): unknown => {
  const { name, isSecret: isInside, isFree } = place;
  if (Array.isArray(value))
    return value.map((item: unknown, i) =>
      hiddenIn(hide, item, { ...place, name: isJsonObject(item) ? name : `${name}_${i}` }),
    );
  if (isJsonObject(value)) {
    const label = typeof value['name'] === 'string' ? value['name'] : name;
    return Object.fromEntries(
      Object.entries(value).map(([member, inside]) => {
        const called = member === 'value' ? label : member;
        const isSecret = member !== 'name' && (isInside || isSecretName(called));
        return [member, hiddenIn(hide, inside, { name: called, isSecret, isFree: member === 'value' })];
      }),
    );
  }
  if (typeof value === 'string')
    return value !== '' && (isInside || isSecret(undefined, value)) ? hide(name, value) : value;
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  return isNumber && isFree && isInside ? hide(name, value) : value;
};
