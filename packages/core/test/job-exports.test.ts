import type { Job } from '@wxdi/core';
import { documentOf, jobDocumentIssues, printJson } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { job } from './support/documents.js';

const spec = (settings: Partial<Job>, options: Parameters<typeof documentOf>[1] = {}) =>
  documentOf(job(settings), options).document.spec;

describe('a job as a document', () => {
  it('has its settings, and no member without a value', () => {
    expect(documentOf(job(), {})).toEqual({
      document: {
        apiVersion: 'wxdi/v1',
        kind: 'Job',
        metadata: { name: 'nightly load', id: '0191d1a0-7b1e-7000-8000-000000000001' },
        spec: { type: 'data_intg_flow' },
      },
      hidden: [],
      leftOut: [],
    });
  });

  it('has friendly members for settings of the configuration', () => {
    const configuration = {
      env_id: 'E',
      env_variables: ['B=2', 'A=x=y'],
      flow_limits: { warn_limit: 5, row_limit: 9 },
      version: '1.10',
    };
    expect(spec({ configuration }, { withValues: true })).toEqual({
      type: 'data_intg_flow',
      environment: 'E',
      environmentVariables: [
        { name: 'A', value: 'x=y' },
        { name: 'B', value: '2' },
      ],
      warnLimit: 5,
      configuration: { flow_limits: { row_limit: 9 }, version: '1.10' },
    });
  });

  it.each([
    [{ env_id: '' }],
    [{ env_variables: ['A'] }],
    [{ env_variables: ['A=1', 'A=2'] }],
    [{ env_variables: ['=1'] }],
    [{ env_variables: 'A=1' }],
    [{ flow_limits: { warn_limit: '5' } }],
    [{ flow_limits: [] }],
  ])(
    'keeps a setting in the configuration where the friendly member could not say it: %j',
    (configuration) => {
      expect(spec({ configuration }, { withValues: true })).toEqual({
        type: 'data_intg_flow',
        configuration,
      });
    },
  );

  it('is without what the service adds', () => {
    expect(
      spec({
        configuration: {
          offset: 1,
          outputs: [],
          metrics: {},
          env_type: '',
          env_variables: [],
          none: null,
          a: 1,
        },
      }).configuration,
    ).toEqual({
      a: 1,
    });
  });

  it('has references in place of values of environment variables and secrets', () => {
    const settings: Partial<Job> = {
      configuration: {
        env_variables: ['DB=db2://x', 'EMPTY='],
        api_key: 'k',
        auth: { user: 'u', password: 'p', list: [{ name: 'token', value: 't' }] },
        note: 'password=x',
        max_tokens: 4,
      },
      parameters: [
        { name: 'db.PASSWORD', value: 's3cret' },
        { name: '1 token', value: 42 },
        { name: 'year', value: '2027' },
        { name: 'use_password', value: true },
      ],
      parameterSets: [{ name: 'S', values: [{ name: 'secret', value: 'x' }] }],
    };
    const { document, hidden } = documentOf(job(settings), {});
    expect(document.spec).toMatchObject({
      parameters: [
        { name: '1 token', value: '${env._1_token}' },
        { name: 'db.PASSWORD', value: '${env.db_PASSWORD}' },
        { name: 'use_password', value: true },
        { name: 'year', value: '2027' },
      ],
      parameterSets: [{ name: 'S', values: [{ name: 'secret', value: '${env.secret}' }] }],
      environmentVariables: [
        { name: 'DB', value: '${env.DB}' },
        { name: 'EMPTY', value: '' },
      ],
      configuration: {
        api_key: '${env.api_key}',
        auth: { user: 'u', password: '${env.password}', list: [{ name: 'token', value: '${env.token}' }] },
        note: '${env.note}',
        max_tokens: 4,
      },
    });
    expect(hidden.map(({ variable }) => variable).sort()).toEqual(
      ['DB', '_1_token', 'api_key', 'db_PASSWORD', 'note', 'password', 'secret', 'token'].sort(),
    );
    for (const secret of ['db2', 's3cret', '42', '"k"', '"p"', '"t"'])
      expect(JSON.stringify(document)).not.toContain(secret);
  });

  it('hides variables that stay in the configuration', () => {
    const configuration = { env_variables: ['A=1', 'A=2', 'B'] };
    expect(spec({ configuration }).configuration).toEqual({
      env_variables: ['A=${env.A}', 'A=${env.A}', 'B'],
    });
  });

  it('has names instead of ids for another project', () => {
    const settings: Partial<Job> = {
      assetId: 'f1',
      configuration: { env_id: 'e1' },
      parameterSets: [{ name: 'S', ref: 'r', valueSet: 'dev' }],
    };
    const { document } = documentOf(job(settings), { names: { flow: 'Load', environment: 'Default' } });
    expect(document.metadata).toEqual({ name: 'nightly load' });
    expect(document.spec).toEqual({
      flow: { name: 'Load' },
      type: 'data_intg_flow',
      parameterSets: [{ name: 'S', valueSet: 'dev' }],
      environment: 'Default',
    });
    expect(documentOf(job(settings), { names: {} }).document.spec).toMatchObject({
      flow: { id: 'f1' },
      environment: 'e1',
    });
  });

  it('is without settings that it cannot express, and reports them', () => {
    const { document, leftOut } = documentOf(
      job({ schedule: 'R/PT1H', parameters: [{ name: '', value: 1 }], retention: { days: -1 } }),
      {},
    );
    expect(document.spec).toEqual({ type: 'data_intg_flow' });
    expect(leftOut.map(({ path }) => path)).toEqual([
      'spec.parameters[0].name',
      'spec.schedule',
      'spec.retention.days',
    ]);
  });
});

const key = fc.constantFrom(
  'a',
  'b',
  'env_id',
  'flow_limits',
  'warn_limit',
  'password',
  'name',
  'value',
  '__proto__',
);
const json = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.dictionary(key, fc.jsonValue({ maxDepth: 1 })));
const parameters = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'token', '', 'x.y'), value: json }), {
  maxLength: 4,
});
const anyJob = fc
  .record(
    {
      name: fc.string({ minLength: 1 }),
      description: fc.string({ minLength: 1 }),
      assetId: fc.constantFrom('f1', '${env.X}'),
      configuration: fc
        .tuple(
          fc.dictionary(key, json),
          fc.array(fc.constantFrom('A=1', 'B=', 'B', '=', 'TOKEN=${env.X}', 'A=2'), { maxLength: 3 }),
        )
        .map(([members, env_variables]) => ({ ...members, env_variables })),
      parameters,
      parameterSets: fc.array(fc.record({ name: fc.constantFrom('s', 't'), values: parameters }), {
        maxLength: 2,
      }),
      schedule: fc.constantFrom('0 6 * * *', 'R/PT1H', '60 * * * *'),
      scheduleWindow: fc.constantFrom({}, { startsAt: '2027-01-01T00:00:00Z' }, { repeat: true }),
      retention: fc.constantFrom({ days: 1 }, { runs: 0 }, { days: -1 }),
    },
    { requiredKeys: ['name'] },
  )
  .map((settings) => job(settings as Partial<Job>));

describe('any job', () => {
  const options = fc.record({ withValues: fc.boolean(), names: fc.constantFrom(undefined, {}) });

  it('is a valid document', () => {
    fc.assert(
      fc.property(anyJob, options, (one, how) => {
        expect(jobDocumentIssues(documentOf(one, how).document)).toEqual([]);
      }),
    );
  });

  it('is the same document, to the byte, however the service orders its lists and members', () => {
    const reversed = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, member]) => [name, reversed(member)]),
      );
    };
    const unique = <A extends { readonly name: string }>(all: readonly A[]): readonly A[] => [
      ...new Map(all.map((one) => [one.name, one])).values(),
    ];
    fc.assert(
      fc.property(anyJob, options, ({ parameters: all, ...one }, how) => {
        const first = { ...one, parameters: unique(all) };
        const other = {
          ...first,
          configuration: reversed(first.configuration) as Job['configuration'],
          parameters: first.parameters.toReversed(),
        };
        expect(printJson(documentOf(other, how).document)).toBe(printJson(documentOf(first, how).document));
      }),
    );
  });
});
