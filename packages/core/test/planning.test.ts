import type { Job } from '@wxdi/bindings';
import type { DesiredJob, JobSpec, Plan, PlannedAction, PlanOptions } from '@wxdi/core';
import { desiredOf, documentOf } from './support/desired-jobs.js';
import { wireJob } from './support/wire.js';
import { planJobs } from '@wxdi/core';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

const planned = (
  desired: readonly DesiredJob[],
  live: readonly Job[] = [wireJob()],
  options: PlanOptions = {},
): Plan => {
  const result = planJobs(desired, live, options);
  if (result._tag === 'Left') throw new Error(result.left.message);
  return result.right;
};

/** The only action for one document and the job of its name. */
const actionOf = (spec: JobSpec, live: Job = wireJob(), options: PlanOptions = {}): PlannedAction => {
  const [action] = planned([desiredOf(spec)], [live], options).actions;
  if (action === undefined) throw new Error('no action');
  return action;
};

const operationsOf = (spec: JobSpec, live?: Job, options?: PlanOptions) => {
  const action = actionOf(spec, live, options);
  return action.action === 'update' ? action.operations : action;
};

const changesOf = (spec: JobSpec, live?: Job, options?: PlanOptions) => {
  const action = actionOf(spec, live, options);
  return action.action === 'update' ? action.changes : action;
};

const settings = '/entity/job';

describe('a document', () => {
  it('changes only what it names', () => {
    const live = wireJob(
      { schedule: '0 2 * * *', job_parameters: [{ name: 'year', value: 2025 }] },
      { description: 'old' },
    );
    expect(operationsOf({ schedule: '0 6 * * *' }, live)).toEqual([
      { op: 'replace', path: `${settings}/schedule`, value: '0 6 * * *' },
    ]);
    expect(actionOf({}, live)).toMatchObject({ action: 'unchanged', id: 'job-1' });
  });

  it('has whole lists: what it does not name is removed', () => {
    const live = wireJob({
      job_parameters: [
        { name: 'year', value: 2025 },
        { name: 'region', value: 'emea' },
      ],
    });
    expect(changesOf({ parameters: [{ name: 'year', value: 2026 }] }, live)).toEqual([
      { path: 'parameters.region', before: 'emea', after: null },
      { path: 'parameters.year', before: 2025, after: 2026 },
    ]);
    expect(operationsOf({ parameters: null }, live)).toEqual([
      { op: 'replace', path: `${settings}/job_parameters`, value: [] },
    ]);
  });

  it('compares the configuration by member, at any depth', () => {
    const live = wireJob({ configuration: { flow_limits: { warn_limit: 7, row_limit: 5 }, env_type: 'x' } });
    expect(changesOf({ configuration: { flow_limits: { row_limit: 6 } } }, live)).toEqual([
      { path: 'configuration.flow_limits.row_limit', before: 5, after: 6 },
    ]);
    expect(operationsOf({ configuration: { flow_limits: { row_limit: 6 } } }, live)).toEqual([
      {
        op: 'replace',
        path: `${settings}/configuration/flow_limits`,
        value: { warn_limit: 7, row_limit: 6 },
      },
    ]);
    expect(operationsOf({ configuration: { env_type: null } }, live)).toEqual([
      { op: 'replace', path: `${settings}/configuration/env_type`, value: null },
    ]);
  });

  it('takes variables in the form of the service as a list whose order does not matter', () => {
    const live = wireJob({ configuration: { env_variables: ['A=1', 'B=2'] } });
    expect(actionOf({ configuration: { env_variables: ['B=2', 'A=1'] } }, live).action).toBe('unchanged');
    expect(changesOf({ configuration: { env_variables: ['B=3', 'A=1'] } }, live)).toEqual([
      { path: 'environmentVariables.B', before: '***', after: '3' },
    ]);
  });

  it('keeps the members of a parameter set that it does not name', () => {
    const live = wireJob({ parameter_sets: [{ name: 'db', ref: 'r', value_set: 'prod' }] });
    expect(actionOf({ parameterSets: [{ name: 'db' }] }, live).action).toBe('unchanged');
    expect(changesOf({ parameterSets: [{ name: 'db', valueSet: 'dev' }] }, live)).toEqual([
      { path: 'parameterSets.db.valueSet', before: 'prod', after: 'dev' },
    ]);
  });

  it('removes the window of a schedule that it removes', () => {
    const live = wireJob({ schedule: '0 2 * * *', schedule_info: { repeat: true } });
    expect(operationsOf({ schedule: null }, live)).toEqual([
      { op: 'replace', path: `${settings}/schedule`, value: '' },
      { op: 'replace', path: `${settings}/schedule_info`, value: null },
    ]);
  });

  it('with an id renames the job', () => {
    const plan = planned([{ document: documentOf({}, 'hourly load', 'job-1') }]);
    expect(plan.actions).toMatchObject([
      { action: 'update', name: 'hourly load', changes: [{ path: 'name', before: 'nightly load' }] },
    ]);
  });

  it('of a job that does not exist creates it, with the mark of the owner', () => {
    const spec = { flow: { id: 'flow-1' }, description: 'loads', parameters: [{ name: 'y', value: 1 }] };
    const plan = planned([desiredOf(spec, 'new')], [], { owner: 'sales' });
    expect(plan.actions).toMatchObject([
      {
        action: 'create',
        changes: [
          { path: 'flow', before: null, after: 'flow-1' },
          { path: 'description', before: null, after: 'loads' },
          { path: 'owner', before: null, after: 'sales' },
          { path: 'parameters.y', before: null, after: 1 },
        ],
        request: { name: 'new', description: 'loads [wxdi-owner:sales]', asset_ref: 'flow-1' },
      },
    ]);
  });
});

describe('the mark of the owner', () => {
  const marked = wireJob({}, { description: 'loads [wxdi-owner:sales]' });

  it('is no difference, and stays when the description changes', () => {
    expect(actionOf({ description: 'loads' }, marked).action).toBe('unchanged');
    expect(operationsOf({ description: 'copies' }, marked)).toEqual([
      { op: 'replace', path: '/metadata/description', value: 'copies [wxdi-owner:sales]' },
    ]);
    expect(operationsOf({ description: null }, marked)).toEqual([
      { op: 'replace', path: '/metadata/description', value: '[wxdi-owner:sales]' },
    ]);
  });

  it('is given to an existing job only with adopt', () => {
    expect(actionOf({}, wireJob(), { owner: 'sales' }).action).toBe('unchanged');
    expect(operationsOf({}, wireJob({}, { description: 'loads' }), { owner: 'sales', adopt: true })).toEqual([
      { op: 'replace', path: '/metadata/description', value: 'loads [wxdi-owner:sales]' },
    ]);
    expect(actionOf({}, marked, { owner: 'hr', adopt: true })).toMatchObject({ action: 'refused' });
  });

  it('is required to prune or to adopt', () => {
    expect(planJobs([], [], { prune: true })).toMatchObject({ left: { _tag: 'InvalidInput' } });
    expect(planJobs([], [], { adopt: true })).toMatchObject({ left: { _tag: 'InvalidInput' } });
    expect(planJobs([], [], { owner: 'a]' })).toMatchObject({ left: { _tag: 'InvalidInput' } });
  });
});

describe('a document is refused', () => {
  const two = [wireJob(), wireJob({}, { asset_id: 'job-2' })];
  it.each<[string, DesiredJob, readonly Job[], string, string]>([
    ['if its name is that of two jobs', desiredOf({}), two, '2 jobs are named', 'metadata.id'],
    [
      'if no job has its id',
      { document: documentOf({}, 'nightly load', 'job-9') },
      two,
      'no job has the id job-9',
      'remove metadata.id',
    ],
    [
      'if its new name is that of another job',
      { document: documentOf({}, 'other', 'job-1') },
      [wireJob(), wireJob({}, { name: 'other', asset_id: 'job-2' })],
      'is that of another job',
      'rename the other job first',
    ],
    [
      'if its job has another flow',
      desiredOf({ flow: { id: 'flow-2' } }),
      [wireJob({ asset_ref: 'flow-1' })],
      'does not change the flow',
      'delete the job',
    ],
    [
      'if its job has another type',
      desiredOf({ type: 'notebook' }),
      [wireJob()],
      'does not change the type',
      'another name',
    ],
    ['if it has no flow to create a job with', desiredOf({}), [], 'no flow', 'spec.flow'],
    [
      'if its schedule can start nothing',
      desiredOf({ schedule: '0 24 * * *' }),
      [wireJob()],
      'hours from 0 to 23',
      'correct the document',
    ],
    [
      'if it has a window, and the job no schedule',
      desiredOf({ scheduleWindow: { startsAt: '2026-01-01T00:00:00Z' } }),
      [wireJob()],
      'has no schedule',
      'spec.schedule',
    ],
    [
      'if its parameter set has no id',
      desiredOf({ parameterSets: [{ name: 'db' }] }),
      [wireJob()],
      'no parameter set "db"',
      'ref',
    ],
  ])('%s', (_why, desired, live, reason, remedy) => {
    const [action] = planned([desired], live).actions;
    expect(action).toMatchObject({
      action: 'refused',
      reason: expect.stringContaining(reason) as string,
      remedy: expect.stringContaining(remedy) as string,
    });
  });

  it('with the jobs that it could mean, which are never pruned', () => {
    const marked = two.map((job) => ({
      ...job,
      metadata: { ...job.metadata, description: '[wxdi-owner:sales]' },
    }));
    const plan = planned([desiredOf({})], marked, { owner: 'sales', prune: true });
    expect(plan.actions).toMatchObject([{ action: 'refused', candidates: ['job-1', 'job-2'] }]);
  });
});

describe('documents', () => {
  it('of one job are invalid', () => {
    const twice = [desiredOf({}), desiredOf({ schedule: null })];
    expect(planJobs(twice, [wireJob()])).toMatchObject({ left: { _tag: 'InvalidInput' } });
    const byId = [desiredOf({}), { document: documentOf({}, 'other', 'job-1') }];
    expect(planJobs(byId, [wireJob()])).toMatchObject({
      left: { issues: [{ received: '"nightly load" and "other" for job job-1' }] },
    });
  });

  it('find their jobs by exact names: case matters, the Unicode form does not', () => {
    const live = [
      wireJob({}, { name: 'Nightly Load' }),
      wireJob({}, { name: 'Überlauf', asset_id: 'job-2' }),
    ];
    expect(planned([desiredOf({ type: 'notebook' })], live).counts.create).toBe(1);
    expect(planned([desiredOf({}, 'Überlauf'.normalize('NFD'))], live).counts.unchanged).toBe(1);
  });
});

describe('values', () => {
  it('that are secrets by their names are masked', () => {
    const live = wireJob({ job_parameters: [{ name: 'db_password', value: 'old' }] });
    const action = actionOf({ parameters: [{ name: 'db_password', value: 'new' }] }, live);
    expect(action).toMatchObject({
      changes: [{ path: 'parameters.db_password', before: '***', after: '***' }],
      operations: [{ value: [{ name: 'db_password', value: '***' }] }],
    });
  });

  it('from outside are shown as they were written, wherever they are', () => {
    const document = documentOf({
      schedule: '0 6 * * *',
      scheduleWindow: { startsAt: '2026-01-01T00:00:00Z' },
      retention: { days: 7 },
      environmentVariables: [{ name: 'K', value: 'v' }],
    });
    const written = documentOf({
      schedule: '${var.CRON}',
      scheduleWindow: { startsAt: '${var.START}' },
      retention: { days: '${var.DAYS}' as unknown as number },
      environmentVariables: [{ name: 'K', value: '${env.K}' }],
    });
    const plan = planned([{ document, written }], [wireJob({ schedule: '0 2 * * *' })]);
    expect(plan.actions).toMatchObject([
      {
        changes: [
          { path: 'environmentVariables.K', before: null, after: '${env.K}' },
          { path: 'retention', before: null, after: { days: '${var.DAYS}' } },
          { path: 'schedule', before: '***', after: '${var.CRON}' },
          { path: 'scheduleWindow.startsAt', before: null, after: '${var.START}' },
        ],
        operations: [
          { path: `${settings}/configuration/env_variables`, value: ['K=${env.K}'] },
          { path: `${settings}/retention_policy`, value: { days: '${var.DAYS}' } },
          { path: `${settings}/schedule`, value: '${var.CRON}' },
          { path: `${settings}/schedule_info`, value: { startOn: '${var.START}' } },
        ],
      },
    ]);
    expect(plan.documents).toEqual([written]);
  });
});

describe('the hash of a new job', () => {
  it('is the SHA-256 of its request, as JSON with sorted members', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300, size: 'max' }), (a) => {
        const [action] = planned([desiredOf({ configuration: { a }, flow: { id: 'f' } }, 'new')], []).actions;
        const request = JSON.stringify({ asset_ref: 'f', configuration: { a }, name: 'new' });
        expect(action).toHaveProperty('hash', createHash('sha256').update(request, 'utf8').digest('hex'));
      }),
    );
  });
});
