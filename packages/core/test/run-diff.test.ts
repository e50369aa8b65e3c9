import type { Change, JobRun, LogEvidence, RowsChange, RunDiff, RunEvidence } from '@wxdi/core';
import { diffRuns, inputsDiffer } from '@wxdi/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEvidence, runAged } from './support/runs.js';

const whole: LogEvidence = { _tag: 'Whole', entries: [] };
const diff = (before: Partial<JobRun>, after: Partial<JobRun>): RunDiff =>
  diffRuns({ run: runAged(2, before), log: whole }, { run: runAged(1, after), log: whole });

/** The same differences in the other direction. */
const mirrored = (given: RunDiff): RunDiff => {
  const swap = <C extends Change<unknown>>(change: C): C => {
    const { before, after, ...rest } = change;
    return {
      ...rest,
      ...(after === undefined ? {} : { before: after }),
      ...(before === undefined ? {} : { after: before }),
    } as C;
  };
  const numbers = (rows: RowsChange): RowsChange =>
    Object.fromEntries(
      Object.entries(rows).map(([name, at]) => [
        name,
        typeof at === 'string' ? at : swap(at as Change<unknown>),
      ]),
    ) as unknown as RowsChange;
  const {
    messages,
    stages,
    links,
    parameters,
    parameterSets,
    environment,
    configuration,
    masked,
    ...single
  } = given;
  return {
    ...Object.fromEntries(Object.entries(single).map(([name, change]) => [name, swap(change)])),
    ...(masked === undefined ? {} : { masked }),
    parameters: parameters.map(swap),
    parameterSets: parameterSets.map(swap),
    environment: environment.map(swap),
    configuration: configuration.map(swap),
    stages: stages.map(numbers),
    links: links.map(numbers),
    messages:
      messages._tag === 'NotCompared'
        ? swap(messages)
        : {
            ...messages,
            added: messages.gone,
            gone: messages.added,
            missing: swap(messages.missing),
          },
  };
};

const emptyDiff = {
  parameters: [],
  parameterSets: [],
  environment: [],
  configuration: [],
  stages: [],
  links: [],
};

/** The same run with its lists in another order. */
const shuffled = (seed: number, { run, log }: RunEvidence): RunEvidence => {
  const turn = <A>(list: readonly A[]): readonly A[] => {
    const at = list.length === 0 ? 0 : seed % list.length;
    return [...list.slice(at), ...list.slice(0, at)].reverse();
  };
  return {
    log,
    run: {
      ...run,
      parameters: turn(run.parameters),
      parameterSets: turn(run.parameterSets ?? []).map((set) => ({ ...set, values: turn(set.values ?? []) })),
      metrics: { stages: turn(run.metrics.stages), links: turn(run.metrics.links) },
      configuration: Object.fromEntries(
        Object.entries(run.configuration).map(([name, value]) => [
          name,
          Array.isArray(value) ? turn(value as readonly unknown[]) : value,
        ]),
      ),
    },
  };
};

describe('the difference of two runs', () => {
  it('is empty for a run and itself', () => {
    fc.assert(
      fc.property(anyEvidence, (a) => {
        const { messages, ...rest } = diffRuns(a, a);
        expect(rest).toEqual(emptyDiff);
        expect(messages).toMatchObject(
          a.log._tag === 'Unread' ? { _tag: 'NotCompared' } : { added: [], gone: [] },
        );
      }),
    );
  });

  it('is mirrored in the other direction', () => {
    fc.assert(
      fc.property(anyEvidence, anyEvidence, (a, b) => {
        expect(diffRuns(b, a)).toEqual(mirrored(diffRuns(a, b)));
      }),
    );
  });

  it('does not depend on the order of lists', () => {
    fc.assert(
      fc.property(anyEvidence, anyEvidence, fc.nat(), (a, b, seed) => {
        expect(diffRuns(shuffled(seed, a), shuffled(seed + 1, b))).toEqual(diffRuns(a, b));
      }),
    );
  });

  it('shows no secret on either side', () => {
    fc.assert(
      fc.property(anyEvidence, anyEvidence, (a, b) => {
        const { parameters, parameterSets, environment, configuration } = diffRuns(a, b);
        const changes = [...parameters, ...parameterSets, ...environment, ...configuration];
        for (const { name, before = '***', after = '***' } of changes)
          if (/password|token|secret/i.test(name)) expect([before, after]).toEqual(['***', '***']);
        expect(JSON.stringify(changes)).not.toContain('hunter2');
        expect(JSON.stringify(changes)).not.toContain('Bearer abc');
      }),
    );
  });

  it.each([
    'https://etl:hunter2@db/sales',
    'jdbc:db2://h/db:user=u;password=p;',
    '{"apiKey": "k"}',
    'Bearer abc',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln',
    '-----BEGIN RSA PRIVATE KEY-----',
    '{iisenc}abc=',
    'DB_PASSWORD=p',
    ['a', 'token=b'],
    { nested: [{ name: 'password', value: 'p' }] },
  ])('masks the value %j, whatever its name', (value) => {
    const changes = diff({ parameters: [{ name: 'x', value: 1 }] }, { parameters: [{ name: 'x', value }] });
    expect(changes.parameters).toEqual([{ name: 'x', before: '***', after: '***' }]);
  });

  it.each(['https://db/sales', 'a=b', 'token ring', 'password', ''])('shows the value %j', (value) => {
    const changes = diff({ parameters: [{ name: 'x', value: 1 }] }, { parameters: [{ name: 'x', value }] });
    expect(changes.parameters).toEqual([{ name: 'x', before: 1, after: value }]);
  });

  it('masks the value before too if only the value after is a secret', () => {
    const jdbc = (value: string) => ({ parameters: [{ name: 'jdbc', value }] });
    expect(diff(jdbc('jdbc:db2://h/db'), jdbc('jdbc:db2://h/db:user=u;password=p;')).parameters).toEqual([
      { name: 'jdbc', before: '***', after: '***' },
    ]);
  });

  it('leaves out what identifies a run', () => {
    const run = (name: string) => ({
      parameters: [
        { name: 'DSJobRunName', value: name },
        { name: 'DSJobInvocationId', value: name },
      ],
      configuration: { env_variables: [`instance_id=${name}`] },
    });
    expect(diff(run('a'), run('b'))).toMatchObject(emptyDiff);
  });

  it('does not say that masked values are the same', () => {
    const run = (year: string) => ({
      parameters: [
        { name: 'key', value: '***' },
        { name: 'year', value: year },
      ],
      configuration: { env_variables: ['A=***', 'B=1'] },
    });
    const same = diff(run('1'), run('1'));
    expect(same).toMatchObject({ ...emptyDiff, masked: ['key', 'A'] });
    expect(inputsDiffer(same)).toBeUndefined();
    expect(inputsDiffer(diff(run('1'), run('2')))).toBe(true);
  });

  it('says that the parameters of a run were not sent, instead of calling them gone', () => {
    const variables = ['NUM_PARTITIONS=2', 'A=1'];
    const whole = { parameters: [{ name: 'year', value: 1 }], configuration: { env_variables: variables } };
    const early = { configuration: { env_variables: ['A=2'] } };
    expect(diff(whole, early)).toMatchObject({
      ...emptyDiff,
      inputsNotSent: { after: true },
      environment: [{ name: 'A', before: '1', after: '2' }],
    });
    expect(diff(early, early)).not.toHaveProperty('inputsNotSent');
    expect(inputsDiffer(diff(whole, early))).toBe(true);
    expect(inputsDiffer(diff(whole, { configuration: { env_variables: ['A=1'] } }))).toBeUndefined();
    expect(inputsDiffer(diff(whole, whole))).toBe(false);
  });

  it('names what was added, removed and changed, in the order of the names', () => {
    expect(
      diff(
        {
          parameters: [
            { name: 'year', value: '2025' },
            { name: 'gone', value: 1 },
          ],
        },
        {
          parameters: [
            { name: 'added', value: null },
            { name: 'year', value: '2026' },
          ],
        },
      ).parameters,
    ).toEqual([
      { name: 'added', after: null },
      { name: 'gone', before: 1 },
      { name: 'year', before: '2025', after: '2026' },
    ]);
  });

  it('keeps a number and the same text apart', () => {
    const year = (value: unknown) => ({ parameters: [{ name: 'year', value }] });
    expect(diff(year(2026), year('2026')).parameters).toHaveLength(1);
  });

  it('finds parameters that only the configuration has', () => {
    const configuration = (text: string) => ({ configuration: { job_parameters: [text, 'same=1'] } });
    expect(diff(configuration('year=2025'), configuration('year=2026')).parameters).toEqual([
      { name: 'year', before: '2025', after: '2026' },
    ]);
    const both = { parameters: [{ name: 'year', value: 1 }], ...configuration('year=1') };
    expect(diff(both, both).parameters).toEqual([]);
    expect(diff(both, { ...both, ...configuration('year=2') }).parameters).toEqual([]);
  });

  it('compares the configuration by path, and leaves out results of the run', () => {
    expect(
      diff(
        { configuration: { flow_limits: { warn_limit: 5 }, metrics: { a: 1 }, env_variables: ['A=1'] } },
        { configuration: { flow_limits: { warn_limit: 9 }, metrics: { a: 2 }, env_variables: ['A=2'] } },
      ),
    ).toMatchObject({
      configuration: [{ name: 'flow_limits.warn_limit', before: 5, after: 9 }],
      environment: [{ name: 'A', before: '1', after: '2' }],
    });
  });

  it('compares parameter sets by name, and the values that replace theirs', () => {
    const sets = (valueSet: string, limit: number) => ({
      parameterSets: [{ name: 'limits', valueSet, values: [{ name: 'rows', value: limit }] }],
    });
    expect(diff(sets('small', 1), sets('large', 2)).parameterSets).toEqual([
      { name: 'limits', before: { valueSet: 'small' }, after: { valueSet: 'large' } },
      { name: 'limits.rows', before: 1, after: 2 },
    ]);
  });

  it('compares duration, rows, stages and links', () => {
    const run = (rows: number, state: string) => ({
      durationSeconds: rows,
      rowsRead: rows,
      metrics: {
        stages: [{ name: 'Sort', state, rowsRead: rows }],
        links: [{ name: 'L', from: 'Source', to: 'Sort', rowsWritten: rows }],
      },
    });
    expect(diff(run(10, 'finished'), run(3, 'failed'))).toMatchObject({
      durationSeconds: { before: 10, after: 3 },
      rowsRead: { before: 10, after: 3 },
      stages: [
        { name: 'Sort', state: { before: 'finished', after: 'failed' }, rowsRead: { before: 10, after: 3 } },
      ],
      links: [{ name: 'L (Source → Sort)', rowsWritten: { before: 10, after: 3 } }],
    });
  });

  it('has no duration of a run that is active', () => {
    const active = { state: 'Running', startedAt: '2026-01-01T00:00:00Z' };
    expect(diff(active, { durationSeconds: 5 }).durationSeconds).toEqual({ after: 5 });
  });

  describe('in message ids', () => {
    const entry = (id: string) => ({ id, text: id, raw: id });
    const logs = (before: LogEvidence, after: LogEvidence) =>
      diffRuns({ run: runAged(2), log: before }, { run: runAged(1), log: after }).messages;

    it('names new and gone ones, with what they say', () => {
      expect(
        logs(
          { _tag: 'Whole', entries: [entry('A'), entry('B')] },
          { _tag: 'Whole', entries: [entry('C'), entry('B'), entry('C')] },
        ),
      ).toEqual({
        _tag: 'Compared',
        added: [{ id: 'C', count: 2, text: 'C' }],
        gone: [{ id: 'A', count: 1, text: 'A' }],
        missing: { before: 0, after: 0 },
      });
    });

    it('says how many lines a log lacks', () => {
      expect(logs({ _tag: 'Cut', entries: [], missing: 40 }, whole)).toMatchObject({
        missing: { before: 40, after: 0 },
      });
    });

    it('says why they were not compared', () => {
      const failure = { kind: 'Unavailable', message: 'down' } as const;
      expect(logs(whole, { _tag: 'Unread', failure })).toEqual({ _tag: 'NotCompared', after: failure });
    });
  });
});
