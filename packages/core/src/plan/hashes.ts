import type * as wire from '@wxdi/bindings';
import { isJsonObject, type JsonObject } from '../domain/json.js';
import { sha256 } from '../domain/sha256.js';
import { ownConfiguration } from '../wire/draft-of.js';
import { jobFromWire } from '../wire/job.js';
import { isEmpty } from '../wire/json-patch.js';
import { canonical } from '../wire/request-hash.js';
import { isVariables } from './changed-lists.js';
import { order } from './order.js';

/** SHA-256 of a request. The order of named items and of environment variables makes no difference. */
export const requestHash = (request: unknown): string => sha256(canonical(sorted(request)));

/** SHA-256 of the settings of a job: not of what the service changes when the job runs. */
export const liveHash = (live: wire.Job): string => {
  const { id, name, description, type, assetId, configuration, ...job } = jobFromWire(live);
  const { parameters, parameterSets, schedule, scheduleWindow, retention, notifications } = job;
  return requestHash(
    filled({
      ...{ id, name, description, type, assetId, parameters, parameterSets },
      ...{ schedule, scheduleWindow, retention, notifications },
      configuration: ownConfiguration(configuration),
    }),
  );
};

/** Members without those that are no value, at any depth: the service may return them in another form. */
const filled = (value: unknown): unknown =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .map(([name, member]) => [name, filled(member)] as const)
          .filter(([, member]) => !isEmpty(member)),
      )
    : value;

const sorted = (value: unknown, member = ''): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item));
    if (member === 'env_variables' && isVariables(items)) return items.toSorted();
    return items.every(isNamed) ? items.toSorted((a, b) => order(a.name, b.name)) : items;
  }
  if (!isJsonObject(value)) return value;
  const operation = value['path'] === '/entity/job/configuration/env_variables' ? 'env_variables' : '';
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, sorted(item, key === 'value' ? operation : key)]),
  );
};

const isNamed = (item: unknown): item is JsonObject & { readonly name: string } =>
  isJsonObject(item) && typeof item['name'] === 'string';
