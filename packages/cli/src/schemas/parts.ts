import type { JsonObject } from '@wxdi/sdk';

export type Schema = JsonObject;

export const text = (description: string): Schema => ({ type: 'string', description });
export const time = (description: string): Schema => text(`${description} ISO 8601, UTC.`);
export const number = (description: string): Schema => ({ type: 'number', description });
export const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
export const yesOrNo = (description: string): Schema => ({ type: 'boolean', description });

/** Any value, as the service has it. */
const anything = (description: string): Schema => ({ description });

export const orNull = (schema: Schema): Schema => ({ ...schema, type: [schema['type'], 'null'] });

export const list = (description: string, items: Schema): Schema => ({ type: 'array', description, items });

/** An object; members whose names end in `?` are optional. Later versions may add members. */
export const object = (description: string, members: Readonly<Record<string, Schema>>): Schema => {
  const names = Object.keys(members);
  const required = names.filter((name) => !name.endsWith('?'));
  return {
    type: 'object',
    description,
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), members[name]])),
    ...(required.length > 0 && { required }),
  };
};

/** A JSON Schema of its own. */
export const document = (title: string, schema: Schema): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title,
  ...schema,
});

const parameter = object('A parameter.', {
  name: text('Name of the parameter.'),
  'value?': anything('Its value.'),
});

export const parameters = (description: string): Schema => list(description, parameter);

export const reasons = list(
  'Why the run failed, as far as the service says so.',
  object('A reason.', {
    'code?': text('Id of the message.'),
    'message?': text('The message.'),
    'description?': text('Details of the message.'),
  }),
);
