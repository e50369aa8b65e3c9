import type { IoTsPlugin } from './types.js';

/** The names that generated codecs import. io-ts is imported from its root, which works in every module system. */
export const importsOf = (plugin: IoTsPlugin['Instance']) => {
  const { symbolFactory } = plugin;
  const runtime = (name: string) => symbolFactory.register(name, { external: './codec.js' });
  return {
    t: symbolFactory.register('t', { external: 'io-ts', importKind: 'namespace' }),
    codec: runtime('codec'),
    /** Not part of the runtime: provided by the tests that generate codecs without guards. */
    stock: symbolFactory.register('stock', { external: './stock.js' }),
    recursiveCodec: runtime('recursiveCodec'),
    isRecord: runtime('isRecord'),
    integer: runtime('integer'),
    present: runtime('present'),
    tuple: runtime('tuple'),
    ownMember: runtime('ownMember'),
    ownOptional: runtime('ownOptional'),
    maxDepth: runtime('MAX_DEPTH'),
  };
};

export type Imports = ReturnType<typeof importsOf>;
