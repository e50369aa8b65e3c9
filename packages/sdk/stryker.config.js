/** A fixed sample of http, auth, journal and client: the whole takes hours. WXDI_MUTATION=all takes every file. */
const sample = [
  'src/auth/foreign-credential.ts',
  'src/auth/zen-api-key.ts',
  'src/client/checked.ts',
  'src/client/jobs.ts',
  'src/client/stoppable.ts',
  'src/http/foreign-transport.ts',
  'src/http/node/exchange.ts',
  'src/http/node/tunnel-error.ts',
  'src/http/proxy/exceptions.ts',
  'src/http/with-tracing.ts',
  'src/journal/same-entry.ts',
];

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: process.env.WXDI_MUTATION === 'all' ? ['src/{http,auth,journal,client}/**/*.ts'] : sample,
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 60_000,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: true },
  htmlReporter: { fileName: 'reports/mutation.html' },
  jsonReporter: { fileName: 'reports/mutation.json' },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 95, low: 85, break: 85 },
};
