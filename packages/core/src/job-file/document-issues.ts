import { segmentRefusal } from '@wxdi/bindings';
import type { JsonObject } from '../domain/json.js';
import { cronIssues } from '../domain/cron.js';
import { isJsonObject } from '../domain/json.js';
import { json, jsonObject, someText, text, that, whole, yesOrNo } from '../options/rule.js';
import { windowIssues, type WindowChange } from '../wire/window-issues.js';
import {
  both,
  documentIssue,
  leaf,
  members,
  namedList,
  orNull,
  type DocumentIssue,
  type FileRule,
} from './file-rule.js';

/** The only value of a member; a text is repeated in the issue. */
const only =
  (expected: string): FileRule =>
  (value, keys) => {
    if (value === expected) return [];
    const received = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : 'another value';
    return [documentIssue(keys, expected, value === undefined ? 'none' : received)];
  };

/** Exactly one of two members. */
const eitherOf = (rules: Readonly<Record<string, FileRule>>): FileRule =>
  both(members(rules), (value, keys) => {
    const names = Object.keys(rules);
    const given = names.filter((name) => isJsonObject(value) && value[name] !== undefined);
    if (given.length === 1) return [];
    return [documentIssue(keys, `either ${names.join(' or ')}`, given.length === 0 ? 'neither' : 'both')];
  });

/** The id becomes a part of URLs. */
const id = that('an id', (value) => typeof value === 'string' && segmentRefusal(value) === undefined);

const variableName = that(
  'a name without "="',
  (value) => typeof value === 'string' && value !== '' && !value.includes('='),
);

const parameters = namedList(members({ name: leaf(someText), value: leaf(json) }, ['name']));

const parameterSets = namedList(
  members({ name: leaf(someText), ref: leaf(someText), valueSet: leaf(someText), values: parameters }, [
    'name',
  ]),
);

const environmentVariables = namedList(
  members({ name: leaf(variableName), value: leaf(text) }, ['name', 'value']),
);

const schedule: FileRule = both(leaf(text), (value, keys) =>
  cronIssues(value as string).map(({ expected, received }) => documentIssue(keys, expected, received)),
);

const scheduleWindow: FileRule = both(
  members({
    startsAt: orNull(leaf(text)),
    endsAt: orNull(leaf(text)),
    repeat: orNull(leaf(yesOrNo)),
  }),
  (value, keys) =>
    windowIssues(value as WindowChange).map(({ path, expected, received }) =>
      documentIssue([...keys, path.replace(/^.*\./, '')], expected, received),
    ),
);

/** Settings that have a member of their own, by their place in the configuration. */
const twice: readonly { readonly member: string; readonly keys: readonly string[] }[] = [
  { member: 'environmentVariables', keys: ['env_variables'] },
  { member: 'environment', keys: ['env_id'] },
  { member: 'warnLimit', keys: ['flow_limits', 'warn_limit'] },
];

const valueIn = (value: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    value,
  );

/** A setting is given in one place. */
const givenOnce: FileRule = (spec, keys) =>
  twice.flatMap(({ member, keys: below }) => {
    const { configuration, [member]: own } = spec as JsonObject;
    if (own === undefined || valueIn(configuration, below) === undefined) return [];
    const at = [...keys, 'configuration', ...below];
    return [documentIssue(at, `no value, since spec.${member} is given`, 'a value')];
  });

const spec = both(
  members({
    flow: eitherOf({ id: leaf(someText), name: leaf(someText) }),
    type: leaf(someText),
    description: orNull(leaf(text)),
    parameters: orNull(parameters),
    parameterSets: orNull(parameterSets),
    schedule: orNull(schedule),
    scheduleWindow: orNull(scheduleWindow),
    retention: orNull(eitherOf({ days: leaf(whole(0)), runs: leaf(whole(0)) })),
    notifications: orNull(
      members({ success: leaf(yesOrNo), warning: leaf(yesOrNo), failure: leaf(yesOrNo) }),
    ),
    configuration: leaf(jsonObject),
    environment: orNull(leaf(someText)),
    environmentVariables: orNull(environmentVariables),
    warnLimit: orNull(leaf(whole(0))),
  }),
  givenOnce,
);

const document = members(
  {
    apiVersion: only('wxdi/v1'),
    kind: only('Job'),
    metadata: members({ name: leaf(someText), id: leaf(id) }, ['name']),
    spec,
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);

/**
 * What is wrong with a job document; nothing for a valid `JobDocument`. Values are not repeated, except those of the
 * schedule.
 *
 * @example
 * ```ts
 * const metadata = { name: 'nightly load' };
 * assert.deepEqual(jobDocumentIssues({ apiVersion: 'wxdi/v1', kind: 'Job', metadata, spec: {} }), []);
 * const [issue] = jobDocumentIssues({ apiVersion: 'wxdi/v1', kind: 'Job', metadata, spec: { shedule: null } });
 * assert.equal(issue?.path, 'spec.shedule');
 * ```
 */
export const jobDocumentIssues = (value: unknown): readonly DocumentIssue[] => document(value ?? null, []);
