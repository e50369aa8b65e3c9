import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import { formatErrors, JobListCodec, JobRunCodec, type FormattedError } from '../src/index.gen.js';

const errorsOf = (codec: t.Mixed, document: unknown): readonly FormattedError[] => {
  const result = codec.decode(document);
  return E.isLeft(result) ? formatErrors(result.left) : [];
};

describe('formatted errors', () => {
  it('name the place as one would write it, without the steps of unions and intersections', () => {
    const job = {
      metadata: { name: 'a', asset_id: null },
      entity: { job: { asset_ref_type: 'x', configuration: 'secret' } },
    };
    expect(errorsOf(JobListCodec, { results: [job] })).toEqual([
      { path: 'results[0].metadata.asset_id', expected: 'string', received: 'null' },
      { path: 'results[0].entity.job.configuration', expected: 'object', received: 'string' },
    ]);
  });

  it('tell a missing member from a null one, and the document itself from its members', () => {
    expect(errorsOf(JobListCodec, {})).toEqual([{ path: 'results', expected: 'array', received: 'missing' }]);
    expect(errorsOf(JobListCodec, [])).toMatchObject([{ path: '', received: 'array' }]);
  });

  it('never hold a value', () => {
    const document = { metadata: 'hunter2', entity: { job_run: ['hunter2'] } };
    expect(JSON.stringify(errorsOf(JobRunCodec, document))).not.toContain('hunter2');
  });

  it('gather all that would do at one place', () => {
    const codec = t.type({ 'a b': t.union([t.string, t.null, t.array(t.number)]) });
    expect(errorsOf(codec, { 'a b': true })).toEqual([
      { path: '["a b"]', expected: 'string or null or array', received: 'boolean' },
    ]);
  });

  it('stop at twenty places, however many are wrong', () => {
    expect(errorsOf(JobListCodec, { results: Array.from({ length: 1000 }, () => 1) })).toHaveLength(20);
  });
});
