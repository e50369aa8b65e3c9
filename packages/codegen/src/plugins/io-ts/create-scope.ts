import { $ } from '@hey-api/openapi-ts';
import type { Expr } from '../ast.js';
import type { Document } from './document.js';
import { writeGuard } from './guard.js';
import type { Imports } from './imports.js';
import type { Scope, Value } from './scope.js';
import { codecMeta, commonName, getFilePath, guardMeta, partName } from './symbols.js';
import type { IoTsPlugin } from './types.js';

/** The scope of one schema in a run of the plugin. */
export const createScope = (
  plugin: IoTsPlugin['Instance'],
  imports: Imports,
  document: Document,
  recursive: boolean,
): Scope => {
  // A value nested in the guard's argument is one level deeper.
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
