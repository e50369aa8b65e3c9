import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

it('no module imports Node modules statically, so the library can be loaded in browsers and edge runtimes', () => {
  const offending = files.filter((name) =>
    readFileSync(join(source, name), 'utf8')
      .split('\n')
      .some((line) => /^(import|export) (?!type ).*'node:|^import 'node:/.test(line)),
  );
  expect(files.length).toBeGreaterThan(40);
  expect(offending).toEqual([]);
});
