import type { Form } from './metadata.js';
import type { Quirks } from './quirks.js';
import { asArray, asObject, isObject, without, type JsonObject } from './wire.js';

/** The members of a job that slim rows lack. */
const settings = [
  'schedule',
  'schedule_info',
  'job_parameters',
  'parameter_sets',
  'retention_policy',
  'notification_types',
];

/** The definition of a job in the form that the switches ask for. */
export const asReturned = (entity: JsonObject, form: Form, quirks: Quirks): JsonObject => {
  if (form === 'row' && quirks.jobRows === 'slim')
    return { ...without(entity, ...settings), configuration: {} };
  const list = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const items = quirks.settingsOrder === 'reversed' ? asArray(value).toReversed() : asArray(value);
    return quirks.addedMembers === 'captured'
      ? items
      : items.map((item) => (isObject(item) ? { ...item, added_by_service: true } : item));
  };
  const configuration = asObject(entity['configuration']);
  const changed = {
    ...entity,
    job_parameters: list(entity['job_parameters']),
    parameter_sets: list(entity['parameter_sets']),
    retention_policy: entity['retention_policy'] ?? (quirks.noRetention === 'absent' ? undefined : {}),
    configuration: {
      ...configuration,
      ...('env_variables' in configuration ? { env_variables: list(configuration['env_variables']) } : {}),
      ...(quirks.addedMembers === 'captured' ? {} : { added_by_service: { since: 2027 } }),
    },
  };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
};
