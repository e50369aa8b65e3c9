import type { JobDocument, JobSpec } from '@wxdi/sdk';
import fc from 'fast-check';

const large = '11111111-0000-4000-8000-000000000002';

/** What searches of the service find. */
export const assets = {
  flows: { 'flow-1': { name: 'loading' }, 'flow-2': { name: 'stream', type: 'streamsets_flow' } },
  environments: { '11111111-0000-4000-8000-000000000001': 'small', [large]: 'large' },
  parameterSets: { 'set-1': 'db', 'set-2': 'mail' },
};

const word = fc.constantFrom('a', '007', 'NO', 'ü', 'x=y');
const maybe = <A>(some: fc.Arbitrary<A>) => fc.option(some, { nil: null });

const named = <A extends object>(item: fc.Arbitrary<A>, ...names: readonly string[]) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), item), { selector: ([name]) => name, maxLength: 3 })
    .map((items) => items.map(([name, rest]) => ({ name, ...rest })));

const set = fc.record(
  { valueSet: fc.constantFrom('dev', 'prod'), values: named(fc.record({ value: word }), 'host', 'port') },
  { requiredKeys: [] },
);

const settings: fc.Arbitrary<JobSpec> = fc.record(
  {
    description: maybe(fc.constantFrom('loads', 'loads all')),
    configuration: fc.record(
      {
        a: fc.constantFrom('x', null, 7),
        limits: fc.constantFrom({ rows: 1 }, { rows: null, more: [1, 2] }),
      },
      { requiredKeys: [] },
    ),
    environment: maybe(fc.constantFrom('small', 'large', large)),
    warnLimit: maybe(fc.constantFrom(0, 7)),
    parameters: maybe(named(fc.record({ value: fc.oneof(word, fc.integer()) }), 'year', 'region', 'A')),
    parameterSets: maybe(named(set, 'db', 'mail')),
    environmentVariables: maybe(named(fc.record({ value: word }), 'A', 'B', 'C')),
    schedule: maybe(fc.constantFrom('0 3 * * *', '0 4 * * 1')),
    retention: fc.constantFrom(null, { days: 1 }, { runs: 2 }),
    notifications: fc.constantFrom(null, { failure: true }, { failure: false }),
  },
  { requiredKeys: [] },
);

const windows = fc.constantFrom({ startsAt: '2026-02-01T00:00:00Z' }, { repeat: false }, null);

const spec: fc.Arbitrary<JobSpec> = fc
  .tuple(settings, windows, fc.constantFrom({ id: 'flow-1' }, { name: 'loading' }))
  .map(([given, scheduleWindow, flow]) => ({
    ...given,
    flow,
    ...(given.schedule ? { scheduleWindow } : {}),
  }));

/** A document of a job. */
export const documentOf = (name: string, given: JobSpec = {}, id?: string): JobDocument => ({
  apiVersion: 'wxdi/v1',
  kind: 'Job',
  metadata: { name, ...(id === undefined ? {} : { id }) },
  spec: { flow: { id: 'flow-1' }, ...given },
});

/** Documents of up to four jobs. */
export const documents: fc.Arbitrary<readonly JobDocument[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('one', 'two', 'three', 'four'), spec), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .map((all) => all.map(([name, given]) => documentOf(name, given)));

/** Documents, and those that follow: other ones, or the same with one setting changed in each. */
export const documentsAndEdit: fc.Arbitrary<readonly [readonly JobDocument[], readonly JobDocument[]]> =
  fc.oneof(
    fc.tuple(documents, documents),
    fc.tuple(documents, fc.array(fc.tuple(settings, fc.nat(9)), { minLength: 4, maxLength: 4 })).map(
      ([first, edits]) =>
        [
          first,
          first.map((document, i) => {
            const [edit, at] = edits[i] ?? [{}, 0];
            const changes = Object.entries(edit).filter(([member]) => member !== 'schedule');
            const change = changes[at % Math.max(1, changes.length)];
            return change === undefined
              ? document
              : { ...document, spec: { ...document.spec, [change[0]]: change[1] } };
          }),
        ] as const,
    ),
  );
