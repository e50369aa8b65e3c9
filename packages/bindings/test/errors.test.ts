import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import { formatErrors, JobListCodec, JobRunCodec, type FormattedError } from '../src/index.gen.js';

const errorsOf = (codec: t.Mixed, document: unknown): readonly FormattedError[] => {
  const result = codec.decode(document);
  return E.isLeft(result) ? formatErrors(result.left) : [];
};

describe('formatted errors', () => {
  it('show the path as in code, without the steps of unions and intersections', () => {
    const job = {
      metadata: { name: 'a', asset_id: null },
      entity: { job: { asset_ref_type: 'x', configuration: 'secret' } },
    };
    expect(errorsOf(JobListCodec, { results: [job] })).toEqual([
      { path: 'results[0].metadata.asset_id', expected: 'string', received: 'null' },
      { path: 'results[0].entity.job.configuration', expected: 'object', received: 'string' },
    ]);
  });

  it('distinguish a missing property from null, and the document itself from its properties', () => {
    expect(errorsOf(JobListCodec, {})).toEqual([{ path: 'results', expected: 'array', received: 'missing' }]);
    expect(errorsOf(JobListCodec, [])).toMatchObject([{ path: '', received: 'array' }]);
  });

  it('never contain a value', () => {
    const document = { metadata: 'hunter2', entity: { job_run: ['hunter2'] } };
    expect(JSON.stringify(errorsOf(JobRunCodec, document))).not.toContain('hunter2');
  });

  it('list all types that are accepted at a path', () => {
    const codec = t.type({ 'a b': t.union([t.string, t.null, t.array(t.number)]) });
    expect(errorsOf(codec, { 'a b': true })).toEqual([
      { path: '["a b"]', expected: 'string or null or array', received: 'boolean' },
    ]);
  });

  it('stop at twenty paths', () => {
    expect(errorsOf(JobListCodec, { results: Array.from({ length: 1000 }, () => 1) })).toHaveLength(20);
  });
});
