import { dereference, isNode, listAt, nodeAt, rewrite, type Node } from '../../src/document/node.js';

/** Converts a document of OpenAPI 3.0 to Swagger 2.0, as far as the tests need it. */
export const toSwagger2 = (document: Node, basePath: string): Node => {
  const paths = Object.entries(nodeAt(document, 'paths')).map(([path, item]) => [
    path.startsWith(basePath) ? path.slice(basePath.length) || '/' : path,
    Object.fromEntries(
      Object.entries(isNode(item) ? item : {}).map(([key, value]) =>
        key === 'parameters' ? [key, parameters(document, value)] : [key, operation(document, value)],
      ),
    ),
  ]);
  const swagger = {
    swagger: '2.0',
    info: document['info'],
    host: 'api.example.net',
    basePath,
    consumes: ['application/json'],
    produces: ['application/json'],
    paths: Object.fromEntries(paths) as Node,
    definitions: nodeAt(nodeAt(document, 'components'), 'schemas'),
  };
  return rewrite(swagger, (value) =>
    typeof value === 'string' ? value.replace('#/components/schemas/', '#/definitions/') : value,
  ) as Node;
};

const operation = (document: Node, value: unknown): Node => {
  const { requestBody, ...rest } = value as Node;
  const body = isNode(requestBody)
    ? [
        {
          name: 'body',
          in: 'body',
          required: requestBody['required'] === true,
          schema: schemaOf(requestBody),
        },
      ]
    : [];
  const responses = Object.entries(nodeAt(rest, 'responses')).map(([status, response]) => {
    const schema = schemaOf(response);
    return [
      status,
      {
        description: nodeAt({ response }, 'response')['description'],
        ...(schema === undefined ? {} : { schema }),
      },
    ];
  });
  return {
    ...rest,
    parameters: [...parameters(document, listAt(rest, 'parameters')), ...body],
    responses: Object.fromEntries(responses) as Node,
  };
};

const schemaOf = (value: unknown): unknown => nodeAt(nodeAt(value, 'content'), 'application/json')['schema'];

const parameters = (document: Node, list: unknown): readonly unknown[] =>
  (Array.isArray(list) ? list : []).map((entry: unknown) => {
    const { schema, ...rest } = dereference(document, entry) as Node;
    return { ...rest, ...(isNode(schema) ? schema : {}) };
  });
