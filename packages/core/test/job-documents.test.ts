import { jobDocumentIssues } from '@wxdi/core';
import { describe, expect, it } from 'vitest';
import { document } from './support/documents.js';

const issues = (spec: object) => jobDocumentIssues(document(spec));

describe('a job document is refused', () => {
  it.each<[object, string, string, string]>([
    [{ shedule: '0 6 * * *' }, 'spec.shedule', 'one of flow, type', 'an unknown key'],
    [{ 'a.b': 1 }, 'spec["a.b"]', 'one of flow, type', 'an unknown key'],
    [{ flow: 'x' }, 'spec.flow', 'an object', 'text'],
    [{ flow: {} }, 'spec.flow', 'either id or name', 'neither'],
    [{ flow: { id: 'a', name: 'b' } }, 'spec.flow', 'either id or name', 'both'],
    [{ flow: null }, 'spec.flow', 'an object', 'null'],
    [{ type: null }, 'spec.type', 'text', 'null'],
    [{ description: 7 }, 'spec.description', 'text', '7'],
    [{ parameters: { a: 1 } }, 'spec.parameters', 'a list', 'a value of type object'],
    [{ parameters: [null] }, 'spec.parameters[0]', 'an object', 'null'],
    [{ parameters: [{ value: 1 }] }, 'spec.parameters[0].name', 'a value', 'none'],
    [
      { parameters: [{ name: 'a', vlaue: 1 }] },
      'spec.parameters[0].vlaue',
      'one of name, value',
      'an unknown key',
    ],
    [
      { parameters: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
      'spec.parameters[2].name',
      'each name once',
      'the name of item 0',
    ],
    [
      { parameterSets: [{ name: 's', values: [{ name: '' }] }] },
      'spec.parameterSets[0].values[0].name',
      'text',
      'empty text',
    ],
    [
      { environmentVariables: [{ name: 'a=b', value: '' }] },
      'spec.environmentVariables[0].name',
      'a name without "="',
      'text',
    ],
    [{ environmentVariables: [{ name: 'A', value: 1 }] }, 'spec.environmentVariables[0].value', 'text', '1'],
    [{ environmentVariables: [{ name: 'A' }] }, 'spec.environmentVariables[0].value', 'a value', 'none'],
    [{ schedule: '60 6 * * *' }, 'spec.schedule', 'minutes from 0 to 59', '60'],
    [{ schedule: '' }, 'spec.schedule', 'a cron expression of five fields', ''],
    [
      { scheduleWindow: { startsAt: '2026-02-30' } },
      'spec.scheduleWindow.startsAt',
      'an existing time',
      '2026-02-30',
    ],
    [
      { scheduleWindow: { startsAt: '2027-01-02', endsAt: '2027-01-01' } },
      'spec.scheduleWindow.endsAt',
      'a time after the start, 2027-01-02',
      '2027-01-01',
    ],
    [{ retention: { days: 1, runs: 2 } }, 'spec.retention', 'either days or runs', 'both'],
    [{ retention: { days: -1 } }, 'spec.retention.days', 'a whole number, 0 or more', '-1'],
    [
      { notifications: { succes: true } },
      'spec.notifications.succes',
      'one of success, warning, failure',
      'an unknown key',
    ],
    [{ configuration: [] }, 'spec.configuration', 'an object', 'a list'],
    [{ configuration: null }, 'spec.configuration', 'an object', 'null'],
    [{ environment: '' }, 'spec.environment', 'text', 'empty text'],
    [{ warnLimit: 1.5 }, 'spec.warnLimit', 'a whole number, 0 or more', '1.5'],
    [
      { configuration: { flow_limits: { warn_limit: 1 } }, warnLimit: 1 },
      'spec.configuration.flow_limits.warn_limit',
      'no value, since spec.warnLimit is given',
      'a value',
    ],
    [
      { configuration: { env_id: 'a' }, environment: 'b' },
      'spec.configuration.env_id',
      'no value, since spec.environment is given',
      'a value',
    ],
    [
      { configuration: { env_variables: [] }, environmentVariables: null },
      'spec.configuration.env_variables',
      'no value, since spec.environmentVariables is given',
      'a value',
    ],
  ])('%j', (spec, path, expected, received) => {
    const [issue, ...others] = issues(spec);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ path, received: expect.stringContaining(received) as string });
    expect(issue?.expected).toContain(expected);
  });

  it.each<[unknown, string, string, string]>([
    [null, '', 'an object', 'null'],
    [[], '', 'an object', 'a list'],
    [{ ...document({}), apiVersion: 'wxdi/v2' }, 'apiVersion', 'wxdi/v1', '"wxdi/v2"'],
    [{ ...document({}), kind: 'Plan' }, 'kind', 'Job', '"Plan"'],
    [{ ...document({}), metadata: {} }, 'metadata.name', 'a value', 'none'],
    [{ ...document({}), metadata: { name: 'a', id: '../x' } }, 'metadata.id', 'an id', 'text'],
    [{ ...document({}), status: {} }, 'status', 'one of apiVersion, kind, metadata, spec', 'an unknown key'],
  ])('%j', (value, path, expected, received) => {
    expect(jobDocumentIssues(value)).toMatchObject([{ path, expected, received }]);
  });

  it('with all that is wrong in it, and where', () => {
    const found = issues({ nmae: 'x', parameters: [{ name: 'a', valu: 1 }], retention: { day: 1 } });
    expect(found.map(({ keys, known }) => [keys, known?.length])).toEqual([
      [['spec', 'nmae'], 13],
      [['spec', 'parameters', 0, 'valu'], 2],
      [['spec', 'retention', 'day'], 2],
    ]);
  });
});

describe('a job document is valid', () => {
  it.each<[object]>([
    [{}],
    [{ flow: { name: 'F' }, type: 'data_intg_flow', description: '' }],
    [
      {
        description: null,
        parameters: null,
        parameterSets: null,
        schedule: null,
        scheduleWindow: null,
        retention: null,
        notifications: null,
        environment: null,
        environmentVariables: null,
        warnLimit: null,
      },
    ],
    [{ scheduleWindow: { startsAt: '2027-01-01', endsAt: null, repeat: null } }],
    [
      {
        configuration: { env_id: 'a', env_variables: ['A=1'], flow_limits: { warn_limit: 1, row_limit: 2 } },
      },
    ],
    [{ configuration: { flow_limits: { row_limit: 2 } }, warnLimit: 1 }],
    [{ parameters: [{ name: 'a', value: null }, { name: 'b' }, { name: 'A', value: { x: [1n] } }] }],
  ])('%#', (spec) => {
    expect(issues(spec)).toEqual([]);
  });
});
