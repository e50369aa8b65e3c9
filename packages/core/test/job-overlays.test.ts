import type { JobDocument } from '@wxdi/core';
import { jobDocumentIssues, mergeDocuments } from '@wxdi/core';
import { document } from './support/documents.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Any = Parameters<typeof mergeDocuments>[0];

const merged = (base: object, overlay: object): unknown =>
  mergeDocuments(document(base) as unknown as Any, document(overlay) as unknown as Any)['spec'];

describe('an overlay', () => {
  it.each<[string, object, object, object]>([
    ['replaces a value', { schedule: '0 1 * * *' }, { schedule: '0 2 * * *' }, { schedule: '0 2 * * *' }],
    [
      'keeps what it does not name',
      { description: 'd', warnLimit: 1 },
      { warnLimit: 2 },
      { description: 'd', warnLimit: 2 },
    ],
    ['clears with null', { schedule: '0 1 * * *' }, { schedule: null }, { schedule: null }],
    ['clears what the base lacks', {}, { description: null }, { description: null }],
    ['replaces the whole flow', { flow: { id: 'a' } }, { flow: { name: 'b' } }, { flow: { name: 'b' } }],
    ['removes flow and type', { flow: { id: 'a' }, type: 't' }, { flow: null, type: null }, {}],
    [
      'replaces the whole retention',
      { retention: { days: 1 } },
      { retention: { runs: 2 } },
      { retention: { runs: 2 } },
    ],
    [
      'merges lists by name',
      {
        parameters: [
          { name: 'a', value: 1 },
          { name: 'b', value: 2 },
        ],
      },
      {
        parameters: [
          { name: 'c', value: 4 },
          { name: 'b', value: 3 },
        ],
      },
      {
        parameters: [
          { name: 'a', value: 1 },
          { name: 'b', value: 3 },
          { name: 'c', value: 4 },
        ],
      },
    ],
    [
      'removes items whose other members are null',
      {
        parameters: [
          { name: 'a', value: 1 },
          { name: 'b', value: 2 },
        ],
        environmentVariables: [{ name: 'E', value: 'e' }],
      },
      {
        parameters: [
          { name: 'a', value: null },
          { name: 'x', value: null },
        ],
        environmentVariables: [{ name: 'E', value: null }],
      },
      { parameters: [{ name: 'b', value: 2 }], environmentVariables: [] },
    ],
    ['clears a list', { parameters: [{ name: 'a', value: 1 }] }, { parameters: null }, { parameters: null }],
    [
      'merges parameter sets and their values',
      { parameterSets: [{ name: 's', ref: 'r', valueSet: 'dev', values: [{ name: 'x', value: 1 }] }] },
      { parameterSets: [{ name: 's', ref: null, valueSet: 'prod', values: [{ name: 'y', value: 2 }] }] },
      {
        parameterSets: [
          {
            name: 's',
            valueSet: 'prod',
            values: [
              { name: 'x', value: 1 },
              { name: 'y', value: 2 },
            ],
          },
        ],
      },
    ],
    [
      'removes a parameter set',
      { parameterSets: [{ name: 's', ref: 'r' }, { name: 't' }] },
      { parameterSets: [{ name: 's', ref: null, valueSet: null, values: null }] },
      { parameterSets: [{ name: 't' }] },
    ],
    [
      'merges the configuration at any depth, and replaces its lists',
      { configuration: { a: { b: 1, c: [1, 2] }, d: 1 } },
      { configuration: { a: { c: [3], e: null }, d: null, f: { g: null } } },
      { configuration: { a: { b: 1, c: [3], e: null }, d: null, f: { g: null } } },
    ],
    [
      'merges window and notifications by member',
      { scheduleWindow: { startsAt: '2027-01-01' }, notifications: { success: true } },
      { scheduleWindow: { endsAt: null }, notifications: { failure: true } },
      {
        scheduleWindow: { startsAt: '2027-01-01', endsAt: null },
        notifications: { success: true, failure: true },
      },
    ],
  ])('%s', (_does, base, overlay, spec) => {
    expect(merged(base, overlay)).toEqual(spec);
  });

  it('sets and removes the id', () => {
    const base = { ...document({}), metadata: { name: 'n', id: 'dev' } } as unknown as Any;
    const withId = (id: unknown) => mergeDocuments(base, { metadata: { name: 'n', id } })['metadata'];
    expect(withId('prod')).toEqual({ name: 'n', id: 'prod' });
    expect(withId(null)).toEqual({ name: 'n' });
  });

  it('leaves what is wrong for the rules to report', () => {
    const wrong = merged({ parameters: { a: 1 } }, { parameters: [{ nmae: 'x' }], other: 1, spec: 'x' });
    expect(jobDocumentIssues(document(wrong as object)).map(({ path }) => path)).toEqual([
      'spec.parameters[0].name',
      'spec.parameters[0].nmae',
      'spec.other',
      'spec.spec',
    ]);
  });
});

const name = fc.constantFrom('a', 'b', 'c', '__proto__');
const values = fc.uniqueArray(fc.record({ name, value: fc.constantFrom(1, 'x', true) }), {
  selector: (one) => one.name,
});
const texts = fc.uniqueArray(fc.record({ name, value: fc.constantFrom('1', '') }), {
  selector: (one) => one.name,
});
const spec = fc.record(
  {
    flow: fc.constantFrom({ id: 'a' }, { name: 'b' }),
    description: fc.constantFrom('d', '', null),
    parameters: fc.option(values),
    environmentVariables: fc.option(texts),
    parameterSets: fc.uniqueArray(fc.record({ name, ref: fc.constantFrom('r', 's'), values }), {
      selector: (one) => one.name,
    }),
    schedule: fc.constantFrom('0 6 * * *', null),
    scheduleWindow: fc.option(fc.record({ repeat: fc.option(fc.boolean()) }, { requiredKeys: [] })),
    notifications: fc.option(
      fc.record({ success: fc.boolean(), failure: fc.boolean() }, { requiredKeys: [] }),
    ),
    configuration: fc.dictionary(
      name,
      fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.dictionary(name, fc.constantFrom(1, null))),
    ),
  },
  { requiredKeys: [] },
);
const documents = spec.map((settings) => document(settings as JobDocument['spec']) as unknown as Any);

describe('overlays of valid documents', () => {
  it('are valid documents', () => {
    fc.assert(
      fc.property(documents, documents, (a, b) => {
        expect(jobDocumentIssues(mergeDocuments(a, b))).toEqual([]);
      }),
    );
  });

  it('change nothing when they are laid again', () => {
    fc.assert(
      fc.property(documents, documents, (a, b) => {
        const once = mergeDocuments(a, b);
        expect(mergeDocuments(once, b)).toEqual(once);
        expect(mergeDocuments(a, a)).toEqual(a);
      }),
    );
  });
});
