import type { JsonObject } from '../domain/json.js';

/** A text with a reference instead of the value, which is known only when the file is read. */
const reference = { type: 'string', pattern: String.raw`\$\{(?:env\.|file:|var\.)` };

const text = (description: string): JsonObject => ({ type: 'string', description });
const someText = (description: string): JsonObject => ({ type: 'string', minLength: 1, description });
const orNull = (schema: JsonObject): JsonObject => ({ ...schema, type: [schema['type'], 'null'] });

const whole = (description: string): JsonObject => ({
  anyOf: [{ type: 'integer', minimum: 0 }, reference],
  description,
});
const yesOrNo = (description: string): JsonObject => ({
  anyOf: [{ type: 'boolean' }, reference],
  description,
});

/** A whole number, or null. */
const wholeOrNull = (description: string): JsonObject => ({
  anyOf: [{ type: 'integer', minimum: 0 }, { type: 'null' }, reference],
  description,
});

const object = (
  description: string,
  properties: Readonly<Record<string, JsonObject>>,
  required: readonly string[] = [],
): JsonObject => ({
  type: 'object',
  description,
  properties,
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
});

/** Exactly one of the members. */
const eitherOf = (description: string, properties: Readonly<Record<string, JsonObject>>): JsonObject => ({
  ...object(description, properties),
  minProperties: 1,
  maxProperties: 1,
});

const list = (description: string, items: JsonObject): JsonObject => ({
  type: ['array', 'null'],
  description,
  items,
});

const parameters = list(
  'Default parameters of the runs. The whole list: the job loses parameters that it does not name.',
  object('A parameter.', { name: someText('Name of the parameter.'), value: { description: 'Any value.' } }, [
    'name',
  ]),
);

const spec = object(
  'The settings of the job. An absent member keeps the value that the job has; null clears it.',
  {
    flow: eitherOf('The flow, or another asset, that the job runs.', {
      id: someText('Id of the asset.'),
      name: someText('Exact name of the flow. It must be unique in the project or space.'),
    }),
    type: someText('Type of the asset, such as data_intg_flow. Required only for a new job without a flow.'),
    description: orNull(text('Description of the job.')),
    parameters,
    parameterSets: list(
      'Parameter sets of the runs. The whole list.',
      object(
        'A parameter set.',
        {
          name: someText('Name of the parameter set.'),
          ref: orNull(someText('Id of the parameter set. Without it, the set is found by its name.')),
          valueSet: orNull(someText('Name of the value set to use.')),
          values: { ...parameters, description: 'Values that replace those of the set.' },
        },
        ['name'],
      ),
    ),
    schedule: orNull(someText('Schedule: five-field cron, in UTC, such as 0 6 * * *.')),
    scheduleWindow: orNull(
      object('When the schedule is active.', {
        startsAt: orNull(someText('First time, in ISO 8601 with its zone.')),
        endsAt: orNull(someText('Last time, in ISO 8601 with its zone.')),
        repeat: {
          ...yesOrNo('Whether the schedule repeats.'),
          anyOf: [{ type: ['boolean', 'null'] }, reference],
        },
      }),
    ),
    retention: orNull(
      eitherOf('How long runs are kept.', {
        days: whole('For this number of days.'),
        runs: whole('This number of newest runs.'),
      }),
    ),
    notifications: orNull(
      object('The results of runs for which notifications are sent.', {
        success: yesOrNo('After success.'),
        warning: yesOrNo('After success with warnings.'),
        failure: yesOrNo('After a failure.'),
      }),
    ),
    configuration: {
      type: 'object',
      description:
        'Other members of the configuration, as the service has them. Compared by member, at any depth.',
    },
    environment: orNull(someText('Id or exact name of the runtime environment.')),
    environmentVariables: list(
      'Environment variables of the runs. The whole list.',
      object(
        'An environment variable.',
        {
          name: { ...someText('Name of the variable.'), pattern: '^[^=]+$' },
          value: orNull(text('Its value. Null in an overlay removes the variable.')),
        },
        ['name', 'value'],
      ),
    ),
    warnLimit: wholeOrNull('Number of warnings after which a DataStage run is aborted.'),
  },
);

const job = object(
  'A job of watsonx.data integration.',
  {
    apiVersion: { const: 'wxdi/v1', description: 'Version of the format.' },
    kind: { const: 'Job', description: 'Kind of the document.' },
    metadata: object(
      'How the job is found.',
      {
        name: someText('Exact name of the job.'),
        id: orNull(someText('Id of an existing job. With it, another name renames the job.')),
      },
      ['name'],
    ),
    spec,
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);

/**
 * The JSON Schema (draft 7) of a job file, for editors. A text may hold references such as `${env.NAME}`. In an overlay,
 * null removes a value. `jobDocumentIssues` checks more: schedules, times and repeated names.
 */
export const jobFileSchema: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'wxdi job file',
  definitions: { job },
  if: { type: 'array' },
  then: { type: 'array', items: { $ref: '#/definitions/job' } },
  else: { $ref: '#/definitions/job' },
};
