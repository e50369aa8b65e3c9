import type { BuildOptions } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Bundles a module that imports the library by its name, as an application does. */
export const bundle = async (module: string, options: BuildOptions): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: module, resolveDir: here },
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
};
