import type { JsonObject } from '../domain/json.js';

const text = (description: string): JsonObject => ({ type: 'string', description });
const yesOrNo = (description: string): JsonObject => ({ type: 'boolean', description });
const count: JsonObject = { type: 'integer', minimum: 0 };
const hash = (description: string): JsonObject => ({
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description,
});
const list = (description: string, items: JsonObject): JsonObject => ({ type: 'array', description, items });

const object = (
  properties: Readonly<Record<string, JsonObject>>,
  required: readonly string[] = Object.keys(properties),
): JsonObject => ({ type: 'object', properties, required, additionalProperties: false });

const name = text('Name of the job; after a rename its new name.');
const id = text('Id of the job.');

const changes = list(
  'The settings that change. Secrets and the present values of environment variables are ***; values from outside the files are references.',
  object({
    path: text('As in a job file: parameters.year.'),
    before: { description: 'Null is no value.' },
    after: { description: 'Null is no value.' },
  }),
);

const liveHash = hash('SHA-256 of the settings of the job that the plan was made for.');

const actions: readonly JsonObject[] = [
  object({
    action: { const: 'create' },
    name,
    changes,
    request: { type: 'object', description: 'The request that creates the job, as it is shown.' },
    hash: hash('SHA-256 of the exact request.'),
  }),
  object({
    action: { const: 'update' },
    name,
    id,
    changes,
    operations: list(
      'The patch, as it is shown: RFC 6902.',
      object({
        op: text('add or replace'),
        path: text('JSON Pointer.'),
        value: { description: 'New value.' },
      }),
    ),
    hash: hash('SHA-256 of the exact operations.'),
    liveHash,
  }),
  object({ action: { const: 'unchanged' }, name, id }),
  object({ action: { const: 'delete' }, name, id, liveHash }),
  object(
    {
      action: { const: 'refused' },
      name,
      id,
      reason: text('Why the document cannot be applied.'),
      remedy: text('What would have to be done.'),
      candidates: list('The ids of the jobs that the document could mean.', { type: 'string' }),
    },
    ['action', 'name', 'reason', 'remedy'],
  ),
];

/** The JSON Schema (draft 7) of a `Plan`, as `wxdi plan` prints and writes it. */
export const planSchema: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://wxdi.dev/schema/plan.v1.json',
  title: 'wxdi plan',
  ...object(
    {
      apiVersion: { const: 'wxdi/v1' },
      kind: { const: 'Plan' },
      scope: {
        description: 'The project or space of the plan.',
        oneOf: [
          object({ projectId: text('Id of the project.') }),
          object({ spaceId: text('Id of the space.') }),
        ],
      },
      options: object(
        {
          owner: text('The owner whose mark new jobs get.'),
          adopt: yesOrNo('Whether existing jobs get the mark too.'),
          prune: yesOrNo('Whether jobs of the owner that no file describes are deleted.'),
        },
        [],
      ),
      actions: { ...list('By the names of the jobs.', { oneOf: actions }) },
      counts: object({ create: count, update: count, unchanged: count, delete: count, refused: count }),
      documents: list('The job files as they were written, with their references.', { type: 'object' }),
    },
    ['apiVersion', 'kind', 'options', 'actions', 'counts', 'documents'],
  ),
};
