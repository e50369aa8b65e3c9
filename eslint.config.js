import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The allowed modules of fp-ts, by the only specifier that plain Node resolves. */
const allowedFpTs =
  '^fp-ts/(?!lib/(function|Either|IO|Option|Reader|Task|TaskEither|ReaderTaskEither|ReadonlyArray|Ord|Eq|Semigroup)\\.js$)';

const fpTsImports = [
  { regex: allowedFpTs, message: "Import one of the allowed modules, as 'fp-ts/lib/X.js'." },
  { regex: '^fp-ts$', message: "The index costs 75 ms: import 'fp-ts/lib/X.js'." },
  { regex: '^io-ts/', message: "Import 'io-ts' itself." },
];

/** Imports go in one direction: cli → sdk → core → bindings. */
const layer = (...forbidden) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        ...fpTsImports,
        {
          regex: `^@wxdi/(${forbidden.join('|')})`,
          message: 'Imports go in one direction: cli → sdk → core → bindings.',
        },
      ],
    },
  ],
});

const noWildcards = {
  selector: 'ExportAllDeclaration',
  message: 'Name what is exported: the surface of a package is reviewed.',
};
const genericTraverse = {
  selector: "MemberExpression[object.name=/^(RA|A|RNEA|NEA)$/][property.name='traverse']",
  message: 'Generic traverse is quadratic for Task-like types: use traverseArray or a loop.',
};
const aliases = {
  selector:
    'MemberExpression[object.name=/^(TE|RTE|E|T|O)$/][property.name=/^(chain|chainW|chainFirst|chainFirstW|fold|foldW|bind|apS|filterOrElse)$/]',
  message: 'House vocabulary: flatMap, tap, match; bindW and apSW, which widen errors.',
};
const impure = [
  { selector: 'ThrowStatement', message: 'Core does not throw: an error is a Left.' },
  { selector: 'AwaitExpression', message: 'async and await live in effect/.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Use the port Random.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Use the port Clock.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Use the port Clock.' },
];
const everywhere = [noWildcards, genericTraverse, aliases];

export default defineConfig([
  {
    ignores: [
      '**/dist/',
      '**/*.gen.ts',
      'packages/codegen/test/fixtures/',
      '**/.turbo/',
      '**/coverage/',
      '**/.stryker-tmp/',
      '**/reports/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-restricted-syntax': ['error', ...everywhere],
      // A new member of a union must be a lint error: no default in a switch over a union.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['packages/bindings/src/**'],
    rules: layer('core', 'sdk', 'cli', 'simulator', 'testkit', 'codegen'),
  },
  { files: ['packages/core/src/**'], rules: layer('sdk', 'cli', 'simulator', 'testkit', 'codegen') },
  {
    files: ['packages/sdk/src/**'],
    rules: layer('cli', 'journal-postgres', 'simulator', 'testkit', 'codegen'),
  },
  {
    files: ['packages/journal-postgres/src/**'],
    rules: layer('bindings', 'core', 'cli', 'simulator', 'testkit', 'codegen'),
  },
  { files: ['packages/cli/src/**'], rules: layer('core', 'bindings', 'testkit', 'codegen') },
  {
    files: ['packages/report-page/src/**'],
    rules: layer('bindings', 'core', 'sdk', 'cli', 'simulator', 'testkit', 'codegen'),
  },
  { files: ['packages/simulator/src/**'], rules: layer('core', 'sdk', 'cli', 'testkit', 'codegen') },
  {
    files: ['packages/simulator/src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@wxdi/bindings',
              allowTypeImports: true,
              message: 'Import only types: the simulator must not repeat a mistake of the codecs.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['packages/core/src/effect/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...impure] },
  },
  {
    files: ['**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
]);
