import type { JobRun, LogEntry, LogEvidence, RunEvidence } from '@wxdi/core';
import { jobId, knownRunStates, runId } from '@wxdi/core';
import * as fc from 'fast-check';

/** The virtual clock starts then. */
export const now = Date.UTC(2026, 0, 1);

/** A run, `ageHours` old, without its optional members. */
export const runAged = (ageHours: number, more: Partial<JobRun> = {}): JobRun => ({
  id: runId(`run-${ageHours}`),
  jobId: jobId('job-1'),
  name: 'job run',
  state: 'Completed',
  createdAt: new Date(now - ageHours * 3_600_000).toISOString(),
  parameters: [],
  configuration: {},
  metrics: { stages: [], links: [] },
  ...more,
});

/** Completed runs with these durations in seconds, newest first, an hour apart. */
export const completed = (...seconds: readonly number[]): readonly JobRun[] =>
  seconds.map((durationSeconds, i) => runAged(i + 1, { durationSeconds }));

const name = fc.constantFrom('year', 'region', 'db.password', 'paths.source', 'API_TOKEN', 'empty');
const value = fc.oneof(
  fc.constantFrom('', '2026', 'emea', 'postgres://etl:hunter2@db/sales', 'a=b'),
  fc.integer(),
  fc.array(fc.integer({ max: 3, min: 0 }), { maxLength: 3 }),
  fc.constant(null),
);
const parameter = fc.record({ name, value });
const count = fc.option(fc.nat({ max: 9 }), { nil: undefined });
const part = fc.record({
  name: fc.constantFrom('Source', 'Sort', 'Target'),
  state: fc.constantFrom('finished', 'failed'),
  rowsRead: count as fc.Arbitrary<number>,
  rowsWritten: count as fc.Arbitrary<number>,
});

const list = <A>(items: fc.Arbitrary<A>): fc.Arbitrary<readonly A[]> => fc.array(items, { maxLength: 5 });

export const anyRun: fc.Arbitrary<JobRun> = fc
  .record({
    age: fc.nat({ max: 30 }),
    state: fc.constantFrom(...knownRunStates),
    durationSeconds: count as fc.Arbitrary<number>,
    parameters: list(parameter),
    parameterSets: list(
      fc.record({ name, valueSet: fc.constantFrom('small', 'large'), values: list(parameter) }),
    ),
    variables: list(
      fc.tuple(name, fc.constantFrom('', '1', 'x=y', 'Bearer abc')).map((pair) => pair.join('=')),
    ),
    settings: fc.dictionary(fc.constantFrom('env_id', 'flow_limits', 'secretRef', 'list'), value, {
      maxKeys: 3,
    }),
    stages: list(part),
    links: list(part),
  })
  .map(({ age, variables, settings, stages, links, ...run }) =>
    runAged(age, {
      ...run,
      configuration: { ...settings, env_variables: variables },
      metrics: { stages, links },
    }),
  );

export const anyEntry: fc.Arbitrary<LogEntry> = fc
  .record({
    id: fc.constantFrom('TFIP-1', 'TOSH-2', 'TFOR-3', undefined),
    severity: fc.constantFrom('info', 'warning', 'error', 'fatal', undefined),
    time: fc.constantFrom('2026-01-01T00:00:01', '2026-01-01T00:00:02', '2026-01-01T00:00:03', undefined),
    text: fc.constantFrom('rejected', 'done', ''),
  })
  .map((entry) => ({ ...entry, raw: entry.text }) as LogEntry);

const anyLog: fc.Arbitrary<LogEvidence> = fc.oneof(
  fc.array(anyEntry).map((entries): LogEvidence => ({ _tag: 'Whole', entries })),
  fc.array(anyEntry).map((entries): LogEvidence => ({ _tag: 'Cut', entries, missing: 7 })),
  fc.constant<LogEvidence>({ _tag: 'Unread', failure: { kind: 'NotFound', message: 'no log' } }),
);

export const anyEvidence: fc.Arbitrary<RunEvidence> = fc.record({ run: anyRun, log: anyLog });
