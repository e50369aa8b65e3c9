import { isGroup, type Definition, type Tree } from '../../src/command-line/definition.js';
import { tree } from '../../src/commands/index.js';

export interface Listed {
  /** `['job', 'list']` */
  readonly path: readonly string[];
  readonly definition: Definition;
}

/** All commands, in the order of help. */
export const allCommands = (nodes: Tree = tree): readonly Listed[] =>
  nodes.flatMap((node) =>
    isGroup(node)
      ? node.commands.map((definition) => ({ path: [node.name, definition.name], definition }))
      : [{ path: [node.name], definition: node }],
  );
