import type { Simulated } from './fakes/simulated.js';
import { simulated } from './fakes/simulated.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const flow = '22222222-2222-4222-8222-222222222222';
const id = '0191d1a0-7b1e-7000-8000-000000000001';

/** A job file; a document of JSON is YAML too. */
const file = (name: string, spec: object = {}, metadata: object = {}): string =>
  JSON.stringify({
    apiVersion: 'wxdi/v1',
    kind: 'Job',
    metadata: { name, ...metadata },
    spec: { flow: { id: flow }, ...spec },
  });

let service: Simulated;

beforeEach(async () => {
  service = await simulated({
    jobs: [{ name: 'nightly', id, assetRef: flow, schedule: '0 2 * * *' }],
    flows: { [flow]: {} },
  });
});
afterEach(async () => service.simulator.close());

const changed = { 'nightly.yaml': file('nightly', { schedule: '0 6 * * *' }) };
const fromFile = ['-f', 'nightly.yaml'];

describe('plan', () => {
  test('prints fields and operations, counts, and changes nothing', async () => {
    const files = { ...changed, 'new.yaml': file('weekly', { parameters: [{ name: 'year', value: 2026 }] }) };
    const { code, out, err } = await service.run(['plan', ...fromFile, '-f', 'new.yaml'], { files });
    expect(out).toBe(
      [
        `~ nightly  ${id}`,
        '    schedule: 0 2 * * * → 0 6 * * *',
        '    PATCH replace /entity/job/schedule "0 6 * * *"',
        '+ weekly',
        `    flow: ${flow}`,
        '    parameters.year: 2026',
        '',
        '1 to create, 1 to update',
        '',
      ].join('\n'),
    );
    expect([code, err]).toEqual([0, '']);
    expect(service.mutations()).toEqual([]);
  });

  test('exits 20 for a plan that is not empty, if it is asked to', async () => {
    const codes = async (files: Record<string, string>): Promise<readonly number[]> => {
      const [plain, detailed] = [[], ['--detailed-exitcode']].map((more) =>
        service.run(['plan', ...fromFile, ...more], { files }),
      );
      return [(await plain)?.code ?? -1, (await detailed)?.code ?? -1];
    };
    expect(await codes(changed)).toEqual([0, 20]);
    expect(await codes({ 'nightly.yaml': file('nightly') })).toEqual([0, 0]);
    expect(await codes({ 'nightly.yaml': file('nightly', {}, { id: flow }) })).toEqual([0, 20]);
  });

  test('prints the plan as JSON', async () => {
    const { out } = await service.run(['plan', ...fromFile, '-o', 'json'], { files: changed });
    expect(JSON.parse(out)).toMatchObject({
      kind: 'Plan',
      scope: { projectId: service.simulator.projectId },
      counts: { create: 0, update: 1, unchanged: 0, delete: 0, refused: 0 },
      actions: [{ action: 'update', name: 'nightly', id, changes: [{ path: 'schedule' }] }],
    });
    const counts = ['--query', 'counts.update'];
    expect((await service.run(['plan', ...fromFile, ...counts], { files: changed })).out).toBe('1\n');
  });

  test('says what would have to happen for a document that is refused', async () => {
    const files = { 'nightly.yaml': file('nightly', { type: 'notebook' }) };
    const { code, out } = await service.run(['plan', ...fromFile], { files });
    expect(out).toContain(`! nightly  ${id}\n    the service does not change the type of a job`);
    expect(out).toContain('    to fix it: delete the job');
    expect([code, out.trim().split('\n').at(-1)]).toEqual([0, '1 refused']);
  });

  test('refuses wrong flags before anything is read', async () => {
    for (const [flags, message] of [
      [[], 'flag --file is required'],
      [[...fromFile, '--prune'], 'flag --prune requires --owner'],
      [[...fromFile, '--adopt'], 'flag --adopt requires --owner'],
      [[...fromFile, '--owner', 'a b'], 'invalid owner: expected 1 to 64 letters'],
    ] as const) {
      const { code, err } = await service.run(['plan', ...flags], { files: changed });
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    }
    expect(service.simulator.requests()).toEqual([]);
  });
});

describe('apply', () => {
  test('off a terminal needs --yes', async () => {
    const { code, err } = await service.run(['apply', ...fromFile], { files: changed });
    expect([code, err]).toEqual([2, 'error: no terminal to confirm on: add --yes. Nothing was applied.\n']);
    expect(service.mutations()).toEqual([]);
  });

  test('prints the plan on stderr and what was done on stdout', async () => {
    const { code, out, err } = await service.run(['apply', ...fromFile, '--yes'], { files: changed });
    expect(err).toContain('schedule: 0 2 * * * → 0 6 * * *\n');
    expect([code, out]).toEqual([0, `nightly\t${id}\tupdated\n`]);
    expect(service.mutations()).toEqual([`PATCH /v2/jobs/${id}`]);
    const again = await service.run(['apply', ...fromFile, '--yes', '-o', 'json'], { files: changed });
    expect(JSON.parse(again.out)).toEqual({ done: [], failed: [] });
    expect(again.code).toBe(0);
    expect(service.mutations()).toHaveLength(1);
  });

  test('asks on a terminal; declined, it is exit 0 and nothing was applied', async () => {
    const world = { files: changed, terminal: true };
    const no = await service.run(['apply', ...fromFile], { ...world, answers: ['n'] });
    expect([no.code, no.out]).toEqual([0, '']);
    expect(no.err).toContain('not confirmed; nothing was applied');
    expect(service.mutations()).toEqual([]);
    const yes = await service.run(['apply', ...fromFile], { ...world, answers: ['y'] });
    expect([yes.code, service.mutations().length]).toEqual([0, 1]);
  });

  test('of a plan with a refused document is exit 5, and sends nothing', async () => {
    const files = { ...changed, 'b.yaml': file('b', { flow: undefined }) };
    const { code, err } = await service.run(['apply', ...fromFile, '-f', 'b.yaml', '--yes'], { files });
    expect([code, err]).toEqual([5, expect.stringContaining('1 job of the plan cannot be applied')]);
    expect(service.mutations()).toEqual([]);
  });

  test('of a plan file does exactly what it shows, and nothing if a job has changed since', async () => {
    const written = new Map<string, string>();
    await service.run(['plan', ...fromFile, '--out', 'plan.json'], { files: changed, written });
    const plan = written.get('plan.json') ?? [...written.values()][0] ?? '';
    const files = { 'plan.json': plan };
    const other = { 'nightly.yaml': file('nightly', { warnLimit: 7 }) };
    await service.run(['apply', ...fromFile, '--yes'], { files: other });
    const stale = await service.run(['apply', 'plan.json', '--yes'], { files });
    expect([stale.code, stale.err]).toEqual([
      5,
      expect.stringContaining('changed since the plan was made: "nightly"; nothing was sent'),
    ]);
    expect(service.mutations()).toHaveLength(1);
    await service.run(['apply', ...fromFile, '--yes'], {
      files: { 'nightly.yaml': file('nightly', { warnLimit: null }) },
    });
    expect((await service.run(['apply', 'plan.json', '--yes'], { files })).code).toBe(0);
    expect(service.simulator.inspect().jobs[0]).toMatchObject({ name: 'nightly' });
  });

  test('of a file that is no plan, or with flags that are in the plan, is a usage error', async () => {
    const files = { 'plan.json': '{"kind":"Plan"}', ...changed };
    const wrong = await service.run(['apply', 'plan.json', '--yes'], { files });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('is not a plan of this version')]);
    const both = await service.run(['apply', 'plan.json', ...fromFile, '--yes'], { files });
    expect(both.code).toBe(2);
    const owner = await service.run(['apply', 'plan.json', '--owner', 'sales', '--yes'], { files });
    expect([owner.code, owner.err]).toEqual([2, expect.stringContaining('--owner are mutually exclusive')]);
  });

  test('marks new jobs as those of the owner, and prunes only those', async () => {
    const files = { 'a.yaml': file('a'), 'b.yaml': file('b') };
    const owned = ['--owner', 'sales', '--yes'];
    await service.run(['apply', '-f', 'a.yaml', '-f', 'b.yaml', ...owned], { files });
    const pruned = await service.run(['apply', '-f', 'a.yaml', ...owned, '--prune', '-o', 'json'], { files });
    expect(JSON.parse(pruned.out)).toMatchObject({ done: [{ action: 'delete', name: 'b' }], failed: [] });
    const names = service.simulator.inspect().jobs.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['a', 'nightly']);
  });

  test('with --dry-run prints the requests, and sends none', async () => {
    const { code, out } = await service.run(['apply', ...fromFile, '--dry-run', '-o', 'json'], {
      files: { ...changed },
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        method: 'PATCH',
        path: `/v2/jobs/${id}?project_id=${service.simulator.projectId}`,
        body: [{ op: 'replace', path: '/entity/job/schedule', value: '0 6 * * *' }],
      },
    ]);
    expect(service.mutations()).toEqual([]);
  });

  test('reports what a service ignored: exit 5', async () => {
    service.simulator.setQuirks({ patchEffect: 'none' });
    const { code, out, err } = await service.run(['apply', ...fromFile, '--yes'], { files: changed });
    expect([code, out]).toEqual([5, `nightly\t${id}\tmay have been updated\n`]);
    expect(err).toContain('/entity/job/schedule');
  });
});
