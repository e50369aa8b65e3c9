import { isNode, listAt, type Node } from '../document/node.js';
import { anonymous, operationsOf, type Operation } from '../document/operations.js';
import { compareResponses, compareBodies } from './bodies.js';
import { unite, type Change } from './change.js';
import { compareSchemas } from './schemas.js';
import { compareSerialization } from './serialization.js';
import type { Comparison } from './types.js';

/** The differences between two documents that affect the wire or the types. Descriptions are ignored. */
export const compareDocuments = (ours: Node, theirs: Node): readonly Change[] => {
  const [before, after] = [byRoute(ours), byRoute(theirs)];
  const added = [...after].filter(([route]) => !before.has(route));
  const common: Pick<Comparison, 'ours' | 'theirs'> = { ours, theirs };
  const requests: Comparison = { ...common, direction: 'request', seen: new Set() };
  const responses: Comparison = { ...common, direction: 'response', seen: new Set() };
  return unite([
    ...[...before].flatMap(([route, a]): readonly Change[] => {
      const b = after.get(route);
      if (!b)
        return [
          { subject: 'operation', kind: 'removed', where: nameOf(a), from: routeOf(a), breaking: true },
        ];
      return [
        ...compareIds(a, b),
        ...compareParameters(requests, a, b),
        ...compareBodies(requests, nameOf(a), a.node, b.node),
        ...compareResponses(responses, nameOf(a), a.node, b.node),
      ];
    }),
    ...added.map(([, b]): Change => ({
      subject: 'operation',
      kind: 'added',
      where: nameOf(b),
      to: routeOf(b),
      breaking: false,
    })),
  ]);
};

const byRoute = (document: Node): ReadonlyMap<string, Operation> =>
  new Map(
    operationsOf(document).map((operation) => [
      `${operation.method} ${anonymous(operation.path)}`,
      operation,
    ]),
  );

const routeOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

const nameOf = (operation: Operation): string => {
  const id = operation.node['operationId'];
  return typeof id === 'string' ? id : routeOf(operation);
};

const compareIds = (a: Operation, b: Operation): readonly Change[] =>
  nameOf(a) === nameOf(b)
    ? []
    : [
        {
          subject: 'operation',
          kind: 'renamed',
          where: nameOf(a),
          from: nameOf(a),
          to: nameOf(b),
          breaking: true,
        },
      ];

const compareParameters = (c: Comparison, a: Operation, b: Operation): readonly Change[] => {
  const [before, after] = [parameters(a), parameters(b)];
  const change = (kind: Change['kind'], name: string, breaking: boolean): Change => ({
    subject: 'parameter',
    kind,
    where: `${nameOf(a)}.${name}`,
    direction: ['request'],
    breaking,
  });
  return [
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => change('removed', name, true)),
    ...[...after].flatMap(([name, theirs]) => {
      const ours = before.get(name);
      const required = theirs['required'] === true;
      if (!ours) return [change('added', name, required)];
      const kind = required ? 'made required' : 'made optional';
      return [
        ...((ours['required'] === true) === required ? [] : [change(kind, name, required)]),
        ...compareSerialization([c.ours, c.theirs], [ours, theirs], `${nameOf(a)}.${name}`),
        ...compareSchemas(c, ours['schema'], theirs['schema'], `${nameOf(a)}.${name}`),
      ];
    }),
  ];
};

const parameters = ({ node }: Operation): ReadonlyMap<string, Node> =>
  new Map(
    listAt(node, 'parameters')
      .filter(isNode)
      .map((parameter) => [`${String(parameter['in'])}.${String(parameter['name'])}`, parameter]),
  );
