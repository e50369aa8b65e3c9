import { $, applyNaming } from '@hey-api/openapi-ts';
import { escapeComment, pathToName } from '@hey-api/shared';
import { pure, type Expr } from '../ast.js';
import { shapeOf } from '../shape/of-schema.js';
import type { Shape } from '../shape/shape.js';
import { createScope } from './create-scope.js';
import { documentOf, type Document } from './document.js';
import { writeGuard } from './guard.js';
import { importsOf, type Imports } from './imports.js';
import { codecMeta, getFilePath, guardMeta } from './symbols.js';
import { stock } from './stock.js';
import type { Api, IoTsPlugin } from './types.js';

type Instance = IoTsPlugin['Instance'];
type TypeNode = Parameters<ReturnType<typeof $.const>['type']>[0];

interface Entry {
  readonly name: string;
  readonly shape: Shape;
  readonly type: TypeNode;
  readonly recursive: boolean;
  /** Of two symbols with the same name, the one with the higher priority keeps it. */
  readonly priority: number;
  readonly description: string | undefined;
  readonly guardMeta?: Record<string, unknown>;
  readonly codecMeta?: Record<string, unknown>;
}

/** Writes `codecs.gen.ts`: a guard and a codec for each schema of the document. */
export const handler: IoTsPlugin['Handler'] = ({ plugin }) => {
  const { imports, document } = surroundings(plugin);
  plugin.forEach(
    'schema',
    'requestBody',
    (event) => {
      const ref = event.pointer;
      const node = event.type === 'schema' ? event.schema : event.requestBody;
      writeCodec(plugin, imports, document, {
        name: applyNaming(pathToName(event._path), { casing: 'PascalCase' }),
        shape: document.shape(ref),
        type: $.type(plugin.referenceSymbol({ category: 'type', resource: 'definition', resourceId: ref })),
        recursive: document.isRecursive(ref),
        priority: event.type === 'schema' ? 2 : 1,
        description: node.description,
        guardMeta: guardMeta(ref),
        codecMeta: codecMeta(ref),
      });
    },
    { order: 'declarations' },
  );
};

export const api: Api = {
  codecFor: (caller, schema, name) => {
    const plugin = caller.getPluginOrThrow('io-ts');
    if (schema.$ref !== undefined && !schema.omit?.length)
      return $(plugin.referenceSymbol(codecMeta(schema.$ref)));
    const typescript = plugin.getPluginOrThrow('@hey-api/typescript');
    const { imports, document } = surroundings(plugin);
    return writeCodec(plugin, imports, document, {
      name,
      shape: shapeOf(schema, document.resolve),
      type: typescript.api.schemaToType(typescript, schema) as TypeNode,
      recursive: false,
      priority: 0,
      description: schema.description,
    });
  },
};

interface Surroundings {
  readonly imports: Imports;
  readonly document: Document;
}

// One for each run, so that the document is analysed once.
const known = new WeakMap<Instance, Surroundings>();

const surroundings = (plugin: Instance): Surroundings => {
  const found = known.get(plugin) ?? {
    imports: importsOf(plugin),
    document: documentOf((ref) => plugin.context.resolveIrRef(ref)),
  };
  known.set(plugin, found);
  return found;
};

const writeCodec = (plugin: Instance, imports: Imports, document: Document, entry: Entry): Expr => {
  const scope = createScope(plugin, imports, document, entry.recursive);
  const { priority } = entry;
  const guard = plugin.symbol(`is${entry.name}`, { getFilePath, priority, meta: entry.guardMeta ?? {} });
  if (plugin.config.guards) writeGuard(scope, guard, entry.shape, entry.name);
  const symbol = plugin.symbol(`${entry.name}Codec`, { getFilePath, priority, meta: entry.codecMeta ?? {} });
  const definition = $.func()
    .arrow()
    .do($.return(stock(scope, entry.shape, entry.name)));
  const make = entry.recursive ? imports.recursiveCodec : imports.codec;
  const call = plugin.config.guards
    ? $(make).call($.literal(entry.name), $(guard), definition)
    : $(imports.stock).call($.literal(entry.name), definition);
  scope.emit(
    $.const(symbol)
      .export()
      .$if(entry.description, (c, text) => c.doc(escapeComment(text).trim().split('\n')))
      .type($.type(imports.t).attr('Type').generic(entry.type))
      .assign(pure(call)),
  );
  return $(symbol);
};
