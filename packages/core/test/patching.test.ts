import type { JsonPatchOperation } from '@wxdi/bindings';
import type { JobChanges } from '@wxdi/core';
import { apiError, fakeEnv, inTurn } from './support/fakes.js';
import { wireJob } from './support/wire.js';
import { jobId, patchJob, resetOffset, updateJob } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const configuration = '/entity/job/configuration';

/** The result of a patch that the service answers with this job. */
const patched = async (operation: JsonPatchOperation, answer: ReturnType<typeof wireJob>) => {
  const result = await patchJob(job, [operation])(fakeEnv({ updateJob: () => answer }))();
  return result._tag === 'Right' ? 'applied' : result.left._tag;
};
const requested = (value: unknown, path = `${configuration}/x`): JsonPatchOperation => ({
  op: 'replace',
  path,
  value,
});
const having = (x: unknown) => wireJob({ configuration: { x } as object });

describe('the answer shows whether a patch was applied', () => {
  it.each([
    // requested value, value in the answer
    ['text', 'text'],
    [7, 7],
    [false, false],
    [0, 0],
    [
      [1, 2],
      [1, 2],
    ],
    [{ a: 1 }, { a: 1 }],
    // The service may add members, also inside lists.
    [{ a: 1 }, { a: 1, b: 2 }],
    [[{ name: 'year' }], [{ name: 'year', origin: 'ui' }]],
    [{ a: { b: 1 } }, { a: { b: 1, c: [] } }],
    // All empty values are equivalent.
    ...[null, '', {}, []].flatMap((nothing) =>
      [undefined, null, '', {}, []].map((answered): [unknown, unknown] => [nothing, answered]),
    ),
    [{ a: null }, { b: 2 }],
    [{ a: [] }, { a: '' }],
  ])('%j is answered with %j: applied', async (value, answer) => {
    expect(await patched(requested(value), having(answer))).toBe('applied');
  });

  it.each([
    ['text', 'Text'],
    ['text', undefined],
    [7, null],
    [7, '7'],
    [0, null],
    [false, ''],
    [null, 7],
    ['', 0],
    [{}, { a: 1 }],
    [[], [1]],
    [[1, 2], undefined],
    [[1, 2], [1]],
    [
      [1, 2],
      [2, 1],
    ],
    [
      [1, 2],
      [1, 3],
    ],
    [
      [1, 2],
      [1, 2, 3],
    ],
    [[1], { 0: 1, length: 1 }],
    [{ 0: 1 }, 'text'],
    [{ a: 1 }, undefined],
    [{ a: 1 }, {}],
    [{ a: 1 }, { a: 2 }],
    [
      { a: 1, b: 2 },
      { a: 1, b: 3 },
    ],
    [{ a: { b: 1 } }, { a: { c: 1 } }],
  ])('%j is answered with %j: not applied', async (value, answer) => {
    expect(await patched(requested(value), having(answer))).toBe('NotApplied');
  });

  it('for any value: applied if the answer contains the same value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        expect(await patched(requested(value), having(structuredClone(value)))).toBe('applied');
      }),
    );
  });

  it('for any name of a member, with escapes in the path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') }), async (member) => {
        const path = `${configuration}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const answer = wireJob({ configuration: { [member]: 1 } });
        expect(await patched(requested(1, path), answer)).toBe('applied');
        expect(await patched(requested(2, path), answer)).toBe('NotApplied');
      }),
    );
  });

  it.each([
    ['below a missing member', `${configuration}/y/z`, null, 'applied'],
    ['below a missing member', `${configuration}/y/z`, 1, 'NotApplied'],
    ['below a string', '/metadata/name/length', 12, 'NotApplied'],
    ['in a list', `${configuration}/x/1`, 'b', 'applied'],
    ['in a list', `${configuration}/x/1`, 'a', 'NotApplied'],
    ['inherited by every object', `${configuration}/constructor`, null, 'applied'],
  ])('%s: %s set to %j is %s', async (_, path, value, result) => {
    expect(await patched(requested(value, path), having(['a', 'b']))).toBe(result);
  });

  it('for a removed member, whatever the value of the operation', async () => {
    const removal: JsonPatchOperation = { op: 'remove', path: `${configuration}/x` };
    expect(await patched(removal, wireJob())).toBe('applied');
    expect(await patched({ ...removal, value: 1 }, wireJob())).toBe('applied');
    expect(await patched(removal, having(1))).toBe('NotApplied');
    expect(await patched({ ...removal, value: 1 }, having(1))).toBe('NotApplied');
  });

  it('for each operation', async () => {
    const patch = [requested(1), requested(2, `${configuration}/y`), requested('n', '/metadata/name')];
    const env = fakeEnv({ updateJob: () => wireJob({ configuration: { x: 1 } as object }, { name: 'm' }) });
    expect(await patchJob(job, patch)(env)()).toMatchObject({
      left: { _tag: 'NotApplied', paths: [`${configuration}/y`, '/metadata/name'] },
    });
  });

  it('except for an operation whose value a later one replaces, completely or partly', async () => {
    const whole = requested({ a: 1, b: 1 }, configuration);
    const part = requested(2, `${configuration}/a`);
    const answered = async (patch: readonly JsonPatchOperation[], answer: object) => {
      const env = fakeEnv({ updateJob: () => wireJob({ configuration: answer }) });
      return (await patchJob(job, patch)(env)())._tag;
    };
    expect(await answered([whole, part], { a: 2, b: 1 })).toBe('Right');
    expect(await answered([part, whole], { a: 1, b: 1 })).toBe('Right');
    expect(await answered([part, whole], { a: 2, b: 1 })).toBe('Left');
    expect(await answered([part, requested(3, `${configuration}/ab`)], { a: 1, ab: 3 })).toBe('Left');
  });

  it('and a refused patch is reported as refused', async () => {
    const env = fakeEnv({ updateJob: () => apiError('rejected') });
    expect(await patchJob(job, [requested(1)])(env)()).toMatchObject({ left: { _tag: 'Refused' } });
  });
});

describe('the parameter sets of a job', () => {
  const sets = [
    { name: 'A', ref: 'a-1', value_set: 'dev', ...{ origin: 'ui' } },
    { name: 'B', ref: 'b-1' },
  ];
  const update = async (changes: JobChanges, before = wireJob({ parameter_sets: sets })) => {
    let body: readonly JsonPatchOperation[] = [];
    const env = fakeEnv({
      getJob: () => before,
      updateJob: (request) => {
        body = request.body;
        return wireJob({ parameter_sets: (body[0]?.value as never) ?? null });
      },
    });
    const result = await updateJob(job, changes)(env)();
    return { result, sent: body.map(({ value }) => value) };
  };

  it.each<[string, JobChanges, readonly unknown[]]>([
    [
      'the requested sets, which keep other members of sets with the same name',
      {
        parameterSets: [
          { name: 'C', ref: 'c-1', values: [{ name: 'x', value: 1 }] },
          { name: 'A', valueSet: 'prod' },
        ],
      },
      [
        [
          { name: 'C', ref: 'c-1', values: [{ name: 'x', value: 1 }] },
          { name: 'A', ref: 'a-1', value_set: 'prod', origin: 'ui' },
        ],
      ],
    ],
    [
      'sets with new value sets, and the others unchanged',
      { valueSets: { B: 'prod' } },
      [[sets[0], { name: 'B', ref: 'b-1', value_set: 'prod' }]],
    ],
    [
      'the requested sets with the requested value sets',
      { parameterSets: [{ name: 'C', ref: 'c-1' }], valueSets: { C: 'prod' } },
      [[{ name: 'C', ref: 'c-1', value_set: 'prod' }]],
    ],
    [
      'a set without its value set and values, if they are cleared',
      { parameterSets: [{ name: 'A', valueSet: null, values: null }, { name: 'B' }] },
      [[{ name: 'A', ref: 'a-1', origin: 'ui' }, sets[1]]],
    ],
    ['an empty list', { parameterSets: [] }, [[]]],
    ['no change, and nothing is sent', { valueSets: { A: 'dev' } }, []],
  ])('are updated: %s', async (_, changes, sent) => {
    const updated = await update(changes);
    expect(updated.sent).toStrictEqual(sent);
    expect(updated.result._tag).toBe('Right');
  });

  it('are not sent if the job has none and no value sets are given', async () => {
    expect(await update({ valueSets: {} }, wireJob())).toMatchObject({
      sent: [],
      result: { _tag: 'Right' },
    });
  });

  it('reject a set that the job does not have and whose id is not given', async () => {
    expect(await update({ parameterSets: [{ name: 'A' }, { name: 'C', valueSet: 'prod' }] })).toMatchObject({
      sent: [],
      result: {
        left: {
          _tag: 'InvalidInput',
          message: 'the job has no parameter set "C"',
          issues: [{ path: 'parameterSets.C', expected: 'one of: A, B' }],
        },
      },
    });
  });

  const none = 'nothing: the job has no parameter sets';

  it.each<[JobChanges, ReturnType<typeof wireJob>, string]>([
    [{ valueSets: { A: 'x', C: 'prod' } }, wireJob({ parameter_sets: sets }), 'one of: A, B'],
    [{ valueSets: { C: 'prod' } }, wireJob({ parameter_sets: null }), none],
    [{ valueSets: { C: 'prod' } }, wireJob(), none],
    [{ parameterSets: [], valueSets: { C: 'prod' } }, wireJob({ parameter_sets: sets }), none],
  ])('reject a value set for an unknown parameter set: %j', async (changes, before, expected) => {
    expect(await update(changes, before)).toMatchObject({
      sent: [],
      result: {
        left: {
          _tag: 'InvalidInput',
          message: 'the job has no parameter set "C"',
          issues: [{ path: 'valueSets.C', expected, received: 'C' }],
        },
      },
    });
  });
});

describe('a patch with onPatch', () => {
  const x = `${configuration}/x`;
  const reported = async (...patch: readonly JsonPatchOperation[]) => {
    const env = fakeEnv({ getJob: () => having({ a: 1 }), updateJob: () => having({ a: 2 }) });
    const told: unknown[] = [];
    const onPatch = (operations: unknown): void => {
      told.push(operations);
      throw new Error('is ignored');
    };
    await patchJob(job, patch, { onPatch })(env)();
    return [told, env.calls.map(({ operation }) => operation)];
  };

  it.each<[JsonPatchOperation]>([
    [{ op: 'replace', path: x, value: { a: 1 } }],
    [{ op: 'add', path: `${x}/a`, value: 1 }],
    [{ op: 'remove', path: `${configuration}/y` }],
  ])('is not sent if the job has its values: %j', async (operation) => {
    expect(await reported(operation)).toEqual([[[]], ['getJob']]);
  });

  it.each<[JsonPatchOperation]>([
    [{ op: 'replace', path: x, value: { a: 2 } }],
    [{ op: 'replace', path: x, value: {} }],
    [{ op: 'test', path: x, value: { a: 1 } }],
    [{ op: 'add', path: '/entity/job/job_parameters/-', value: { name: 'a', value: 1 } }],
    [{ op: 'remove', path: '/entity/job/job_parameters/9' }],
  ])('is sent if it changes the job, or if that cannot be told: %j', async (operation) => {
    const same: JsonPatchOperation = { op: 'replace', path: `${configuration}/z`, value: null };
    expect(await reported(same, operation)).toEqual([[[same, operation]], ['getJob', 'updateJob']]);
  });
});

describe('a patch whose answer was lost', () => {
  const lost = apiError('connection-lost', { class: 'ambiguous' });
  const x = `${configuration}/x`;
  /** Patches a job: the answers to patches are lost, and each read returns the next of these values. */
  const settled = async (patch: readonly JsonPatchOperation[], ...seen: readonly unknown[]) => {
    const env = fakeEnv({ updateJob: () => lost, getJob: inTurn(...seen.map(having)) });
    const result = await patchJob(job, patch)(env)();
    const requests = env.calls.filter(({ operation }) => operation === 'updateJob').length;
    for (const { request } of env.calls) expect(request).toMatchObject({ path: { job_id: job } });
    return { end: result._tag === 'Right' ? 'applied' : result.left._tag, requests };
  };

  it.each<[JsonPatchOperation]>([
    [{ op: 'replace', path: x, value: 1 }],
    [{ op: 'add', path: x, value: 1 }],
    [{ op: 'remove', path: `${configuration}/y` }],
    [{ op: 'replace', path: '/entity/job/job_parameters/0', value: undefined }],
    [{ op: 'remove', path: '/entity/job/job_parameters/0/value' }],
    [{ op: 'remove', path: '/entity/job/-x' }],
  ])('was applied if the job has its values, and is sent once: %j', async (operation) => {
    expect(await settled([operation], 1)).toEqual({ end: 'applied', requests: 1 });
  });

  it('is sent again until the job has the values, at most four times', async () => {
    const patch: readonly JsonPatchOperation[] = [{ op: 'replace', path: x, value: 1 }];
    expect(await settled(patch, 0, 0, 1)).toEqual({ end: 'applied', requests: 3 });
    expect(await settled(patch, 0)).toEqual({ end: 'OutcomeUnknown', requests: 4 });
  });

  it.each<[JsonPatchOperation]>([
    [{ op: 'add', path: '/entity/job/job_parameters/-', value: { name: 'a', value: 1 } }],
    [{ op: 'add', path: '/entity/job/job_parameters/0', value: { name: 'a', value: 1 } }],
    [{ op: 'remove', path: '/entity/job/job_parameters/10' }],
    [{ op: 'move', path: x, from: `${configuration}/y` }],
    [{ op: 'copy', path: x, from: `${configuration}/y` }],
    [{ op: 'test', path: x, value: 1 }],
    [{ op: 'replace', path: '/entity/job/job_parameters/-', value: 1 }],
    [{ op: 'remove', path: 'entity/job/configuration/y' }],
    [{ op: 'add', path: `${x}/y`, value: 1 }],
    [{ op: 'replace', path: configuration, value: {} }],
  ])(
    'has an unknown outcome and is not sent again if it is not idempotent or a read cannot show its effect: %j',
    async (operation) => {
      const also: JsonPatchOperation = { op: 'replace', path: x, value: 1 };
      expect(await settled([also, operation], 1)).toEqual({ end: 'OutcomeUnknown', requests: 1 });
    },
  );

  it('is sent again while a member to be removed still exists', async () => {
    const patch: readonly JsonPatchOperation[] = [{ op: 'replace', path: x, value: { a: 1 } }];
    expect(await settled(patch, { a: 1, b: 2 }, { a: 1, b: null })).toEqual({ end: 'applied', requests: 2 });
  });

  it('is settled in the same way when resetting an offset and when updating', async () => {
    const stream = (offset: unknown) =>
      wireJob({ asset_ref_type: 'streamsets_flow', configuration: { offset } as object });
    const reset = fakeEnv({ updateJob: () => lost, getJob: inTurn(stream({ at: 7 }), stream(null)) });
    expect(await resetOffset(job)(reset)()).toMatchObject({ _tag: 'Right' });
    const described = fakeEnv({
      updateJob: () => lost,
      getJob: inTurn(wireJob(), wireJob({}, { description: 'new' })),
    });
    expect(await updateJob(job, { description: 'new' })(described)()).toMatchObject({
      right: { description: 'new' },
    });
  });
});
