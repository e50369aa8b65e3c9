import { $, applyNaming } from '@hey-api/openapi-ts';
import { refToName } from '@hey-api/shared';
import type { Expr } from '../ast.js';
import type { Shape } from '../shape/shape.js';
import type { Document } from './document.js';
import type { Value } from './checks.js';
import { writeGuard } from './guard.js';
import type { Imports } from './imports.js';
import type { IoTsPlugin } from './types.js';

type Instance = IoTsPlugin['Instance'];

/** What the code of one schema needs to know of its surroundings. */
export interface Scope {
  readonly imports: Imports;
  /** The schema contains itself: its guards count the levels. */
  readonly recursive: boolean;
  readonly acceptsUndefined: (shape: Shape) => boolean;
  readonly emit: (node: Parameters<Instance['node']>[0]) => void;
  readonly codec: (ref: string) => Expr;
  readonly callGuard: (ref: string, value: Value) => Expr;
  /** Writes a guard of its own for a part of the schema, and calls it. */
  readonly callPart: (value: Value, shape: Shape, name: string) => Expr;
  readonly isRecord: (value: Expr) => Expr;
  /** In a recursive schema, the check that an object or list is not too deep. */
  readonly levelCheck: () => readonly Expr[];
}

export const guardMeta = (ref: string) => ({
  tool: 'io-ts',
  category: 'guard',
  resource: 'definition',
  resourceId: ref,
});
export const codecMeta = (ref: string) => ({
  tool: 'io-ts',
  category: 'schema',
  resource: 'definition',
  resourceId: ref,
});

export const scopeOf = (
  plugin: Instance,
  imports: Imports,
  document: Document,
  recursive: boolean,
): Scope => {
  // A value inside the argument of a guard is one level further down.
  const levelOf = ({ inside }: Value): Expr =>
    !recursive ? $.literal(0) : inside ? $.binary($('depth'), '+', $.literal(1)) : $('depth');
  const scope: Scope = {
    imports,
    recursive,
    acceptsUndefined: document.acceptsUndefined,
    emit: (node) => plugin.node(node),
    codec: (ref) => $(plugin.referenceSymbol(codecMeta(ref))),
    callGuard: (ref, value) =>
      $(plugin.referenceSymbol(guardMeta(ref))).call(
        value.e,
        ...(document.isRecursive(ref) ? [levelOf(value)] : []),
      ),
    callPart: (value, shape, name) => {
      const common = recursive ? undefined : commonName(shape);
      const key = JSON.stringify(shape);
      const written = common === undefined ? undefined : document.shared.get(key);
      const symbol = written ?? plugin.symbol(partName(common ?? name), { getFilePath });
      if (common !== undefined) document.shared.set(key, symbol);
      if (!written) writeGuard(scope, symbol, shape, common ?? name);
      return $(symbol).call(value.e, ...(recursive ? [levelOf(value)] : []));
    },
    isRecord: (value) => $(imports.isRecord).call(value),
    levelCheck: () => (recursive ? [$.binary($('depth'), '<', $(imports.maxDepth))] : []),
  };
  return scope;
};

/** Everything of this plugin goes into `codecs.gen.ts`. */
export const getFilePath = (): string => 'codecs';

// A list of plain values or of components is the same wherever it stands.
const commonName = (shape: Shape): string | undefined => {
  if (shape.tag !== 'array') return undefined;
  const { item } = shape;
  if (item.tag === 'ref') return `ArrayOf${applyNaming(refToName(item.ref), { casing: 'PascalCase' })}`;
  const isPlain = ['string', 'number', 'integer', 'boolean'].includes(item.tag);
  return isPlain ? `ArrayOf${item.tag.charAt(0).toUpperCase()}${item.tag.slice(1)}` : undefined;
};

const partName = (name: string): string => `is${name.replace(/[^A-Za-z0-9_]/g, '_')}`;
