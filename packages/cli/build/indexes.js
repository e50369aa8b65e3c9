// Has our own packages import each name from the module that makes it, and not from the index of a package: esbuild
// splits whole modules by what reaches them, and an index reaches everything.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const reexport = /^export \{([^}]*)\} from '([^']+)';$/gm;
const named = /^(import|export) \{([^}]*)\} from '(@wxdi\/\w+)';$/gm;

const namesIn = (list) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));

const resolved = (specifier, from) =>
  specifier.startsWith('.') ? join(dirname(from), specifier) : createRequire(from).resolve(specifier);

/** For each name that an index exports, the module that makes it. */
const originsOf = async (index) => {
  const origins = new Map();
  for (const [, list, specifier] of (await readFile(index, 'utf8')).matchAll(reexport)) {
    const file = resolved(specifier, index);
    const further = specifier.startsWith('.') ? undefined : await originsOf(file);
    for (const name of namesIn(list)) origins.set(name, further?.get(name) ?? file);
  }
  return origins;
};

/** @type {import('esbuild').Plugin} */
export const withoutIndexes = {
  name: 'without-indexes',
  setup: ({ onLoad }) => {
    onLoad(
      { filter: /[\\/]packages[\\/](?:cli[\\/]src|core[\\/]dist|sdk[\\/]dist)[\\/].*\.[jt]s$/ },
      async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const origins = new Map();
        for (const [, , , specifier] of text.matchAll(named)) {
          origins.set(specifier, await originsOf(resolved(specifier, path)));
        }
        const contents = text.replaceAll(named, (_, keyword, list, specifier) =>
          namesIn(list)
            .map((name) => {
              const origin = origins.get(specifier).get(name.split(' ')[0]) ?? specifier;
              return `${keyword} { ${name} } from ${JSON.stringify(origin)};`;
            })
            .join(' '),
        );
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
      },
    );
  },
};
