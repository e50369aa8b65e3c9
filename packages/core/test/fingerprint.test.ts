import type { RunDraft } from '@wxdi/core';
import { startService } from './support/service.js';
import { jobId, startOnce } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** The fingerprint of a request in the journal. */
const requestOf = async (draft: RunDraft, job = 'job-1') => {
  const service = startService(() => ({ kind: 'none' }));
  await startOnce(jobId(job), draft, { key: 'k' })(service.env)();
  return service.entry('k')?.request;
};
const configured = (configuration: object): RunDraft => ({ configuration: { ...configuration } });

describe('the fingerprint of a request in the journal', () => {
  // Later versions read existing journals, so these values must not change.
  it.each<[RunDraft, string]>([
    [{}, '90728bbadc822dad'],
    [{ parameters: [{ name: 'year', value: 2026 }] }, 'ca46813f40d2aec1'],
    [configured({ run: 47 }), 'fa0ce6842554432e'],
    [configured({ run: 197 }), 'cc6c8e72707efc6a'],
  ])('of %j never changes', async (draft, request) => {
    expect(await requestOf(draft)).toBe(request);
  });

  it.each([
    [configured({ a: 1, b: 2, c: 3 }), configured({ c: 3, a: 1, b: 2 })],
    [
      configured({ deep: { x: [{ a: 1, b: 2 }], y: 0 } }),
      configured({ deep: { y: 0, x: [{ b: 2, a: 1 }] } }),
    ],
    [configured({ a: 1 }), configured({ a: 1, b: undefined })],
    [configured({ a: [null] }), configured({ a: [undefined] })],
  ])('of %j equals that of %j, because they send the same request', async (a, b) => {
    expect(await requestOf(a)).toBe(await requestOf(b));
  });

  it.each([
    [{}, configured({})],
    [configured({ a: 1 }), configured({ a: '1' })],
    [configured({ a: 1 }), configured({ a: 2 })],
    [configured({ a: 1 }), configured({ b: 1 })],
    [configured({ a: null }), configured({})],
    [configured({ a: null }), configured({ a: {} })],
    [configured({ a: [] }), configured({ a: {} })],
    [configured({ a: [] }), configured({ a: '' })],
    [configured({ a: [1, 2] }), configured({ a: [2, 1] })],
    [configured({ a: [1] }), configured({ a: { 0: 1 } })],
    [configured({ a: 'ab' }), configured({ a: 'ba' })],
    [configured({ a: '1' }), configured({ b: '1' })],
  ])('of %j differs from that of %j', async (a: RunDraft, b: RunDraft) => {
    expect(await requestOf(a)).not.toBe(await requestOf(b));
  });

  it('does not depend on the name and the description of the run', async () => {
    expect(await requestOf({ name: 'close', description: 'of day' })).toBe(await requestOf({}));
  });

  it('differs for another job', async () => {
    expect(await requestOf({}, 'job-1')).not.toBe(await requestOf({}, 'job-2'));
  });

  it('does not depend on the order of the members of any configuration', async () => {
    const members = fc.uniqueArray(
      fc.tuple(
        fc.string().filter((name) => name !== '__proto__'),
        fc.jsonValue(),
      ),
      {
        selector: ([name]) => name,
      },
    );
    await fc.assert(
      fc.asyncProperty(members, async (entries) => {
        const [a, b] = [entries, entries.toReversed()].map((list) => configured(Object.fromEntries(list)));
        expect(await requestOf(a ?? {})).toBe(await requestOf(b ?? {}));
      }),
    );
  });
});
