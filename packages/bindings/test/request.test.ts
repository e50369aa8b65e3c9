import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { createJob, getJob, listRuns, operations, toRequest, type Operation } from '../src/index.gen.js';

const refusals = (result: ReturnType<typeof toRequest>): unknown =>
  E.isLeft(result) ? result.left.map(({ name, reason }) => [name, reason]) : 'sent';

const getJobCalled = (job_id: unknown) => toRequest(getJob, { path: { job_id: job_id as string } });

describe('a request', () => {
  it('contains path, query and body as described by the document', () => {
    const body = { job: { name: 'a' } };
    expect(toRequest(createJob, { query: { project_id: 'p 1', userfs: false }, body })).toEqual(
      E.right({
        method: 'POST',
        path: '/v2/jobs',
        query: 'project_id=p%201&userfs=false',
        headers: {},
        body,
        mediaType: 'application/json',
      }),
    );
  });

  it('keeps the order of declaration, omits missing parameters and joins lists with commas', () => {
    const query = { project_id: 'p', next: '{"a":"é&b"}', limit: 0, states: ['Running', 'a,b'] };
    expect(toRequest(listRuns, { path: { job_id: 'j' }, query })).toMatchObject(
      E.right({
        path: '/v2/jobs/j/runs',
        query: 'states=Running,a%2Cb&limit=0&next=%7B%22a%22%3A%22%C3%A9%26b%22%7D&project_id=p',
      }),
    );
  });

  it('repeats the name of a list if the document says so, and returns headers separately', () => {
    const operation: Operation<
      'x',
      { query: { tag: string[]; none: string[] }; headers: { 'X-A': number } }
    > = {
      id: 'x',
      method: 'GET',
      path: '/x',
      parameters: [
        { name: 'tag', in: 'query', required: true, list: 'repeat' },
        { name: 'none', in: 'query', required: false, list: 'comma' },
        { name: 'X-A', in: 'header', required: true },
      ],
      responses: {},
    };
    const request = { query: { tag: ['a', 'b c'], none: [] }, headers: { 'X-A': 1 } };
    expect(toRequest(operation, request)).toMatchObject(
      E.right({ query: 'tag=a&tag=b%20c', headers: { 'X-A': '1' } }),
    );
  });

  it.each<[string, Partial<Operation['parameters'][number]>, readonly unknown[], unknown]>([
    ['path', { in: 'path' }, ['a', 'b c,d'], { path: '/x/a,b%20c%2Cd' }],
    ['header', { in: 'header' }, ['a', 'b c'], { headers: { ids: 'a,b c' } }],
    ['path', { in: 'path' }, [], [['ids', 'empty']]],
    ['path', { in: 'path' }, ['a', '..'], [['ids', 'dot segment']]],
    ['header', { in: 'header' }, [], [['ids', 'empty']]],
    ['header', { in: 'header', required: false }, [], { headers: {} }],
    ['query', { in: 'query' }, [], [['ids', 'empty']]],
  ])(
    'joins a list in the %s with commas, and has no form for an empty one: %j %j',
    (_, where, ids, expected) => {
      const operation: Operation<string, { path: object; query: object; headers: object }> = {
        id: 'x',
        method: 'GET',
        path: '/x/{ids}',
        parameters: [{ name: 'ids', in: 'query', required: true, list: 'comma', ...where }],
        responses: {},
      };
      const result = toRequest(operation, { path: { ids }, query: { ids }, headers: { ids } });
      expect(E.isRight(result) ? result.right : refusals(result)).toEqual(
        Array.isArray(expected) ? expected : expect.objectContaining(expected),
      );
    },
  );

  it('names every missing parameter', () => {
    const nothing = {} as never;
    expect(refusals(toRequest(operations.getRun, nothing))).toEqual([
      ['job_id', 'missing'],
      ['run_id', 'missing'],
    ]);
    expect(refusals(toRequest(createJob, nothing))).toEqual([['body', 'missing']]);
  });

  it.each([
    ['', 'empty'],
    ['.', 'dot segment'],
    ['..', 'dot segment'],
    ['a/b', 'slash'],
    ['a\\b', 'slash'],
    ['%2e%2e', 'encoded dot or slash'],
    ['%2E', 'encoded dot or slash'],
    ['..%2Fx', 'encoded dot or slash'],
    ['%252e', 'encoded dot or slash'],
    ['%25252F', 'encoded dot or slash'],
    ['%5c', 'encoded dot or slash'],
    ['a\n', 'control character'],
    ['a\u0000', 'control character'],
    ['a\u007f', 'control character'],
    ['a\u0085', 'control character'],
    ['a\ud800', 'not well-formed text'],
    ['a'.repeat(257), 'too long'],
    [{}, 'not a text, number or boolean'],
    [true, 'not a text, number or boolean'],
    [NaN, 'not a text, number or boolean'],
    [null, 'missing'],
  ])('is not made for the path value %j', (value, reason) => {
    expect(refusals(getJobCalled(value))).toEqual([['job_id', reason]]);
  });

  it('has one path segment for each accepted path value, which the service decodes to the same value', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.webPath(), fc.integer()),
        (value) => {
          const result = getJobCalled(value);
          if (E.isLeft(result)) return;
          const { pathname } = new URL(`http://host${result.right.path}`);
          expect(pathname).toBe(result.right.path);
          const segments = pathname.split('/');
          expect(segments.slice(0, 3)).toEqual(['', 'v2', 'jobs']);
          expect(segments.slice(3).map(decodeURIComponent)).toEqual([String(value)]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws, and its query decodes to the given values', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (next) => {
        const result = toRequest(listRuns, { path: { job_id: 'j' }, query: { next } });
        if (E.isRight(result)) expect(new URLSearchParams(result.right.query).get('next')).toBe(next);
      }),
    );
  });

  it('reads only own properties, not those of a prototype', () => {
    const query = Object.create({ project_id: 'inherited' }) as { project_id: string };
    expect(toRequest(operations.listJobs, { query })).toMatchObject(E.right({ query: '' }));
  });
});
