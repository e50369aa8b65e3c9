import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import { deleteJob, fromResponse, listJobs, type Operation } from '../src/index.gen.js';

const page = { results: [], total_rows: 0, added_by_the_service: { a: 1 } };
const problem = { errors: [{ message: 'no' }] };

describe('a response', () => {
  it('is Success for a declared 2xx, with the given body itself', () => {
    const answer = fromResponse(listJobs, 200, page);
    expect(answer).toEqual({ _tag: 'Success', status: 200, body: page });
    expect(answer._tag === 'Success' && answer.body).toBe(page);
  });

  it.each([202, 204])('is Success with null for %d, which has no body', (status) => {
    expect(fromResponse(deleteJob, status, '')).toEqual({ _tag: 'Success', status, body: null });
  });

  it('is Undecodable for a 2xx with an invalid body', () => {
    expect(fromResponse(listJobs, 200, { results: {} })).toMatchObject({ _tag: 'Undecodable', status: 200 });
    expect(fromResponse(listJobs, 200, undefined)).toMatchObject({ _tag: 'Undecodable', status: 200 });
  });

  it('is Failure for a declared error, and shows whether the body is valid', () => {
    expect(fromResponse(listJobs, 404, problem)).toEqual({
      _tag: 'Failure',
      status: 404,
      body: problem,
      decoded: true,
    });
    expect(fromResponse(listJobs, 404, '<html>')).toEqual({
      _tag: 'Failure',
      status: 404,
      body: '<html>',
      decoded: false,
    });
  });

  it('uses `default` for an undeclared error, never for an undeclared 2xx', () => {
    expect(fromResponse(listJobs, 503, problem)).toEqual({
      _tag: 'Failure',
      status: 503,
      body: problem,
      decoded: true,
    });
    expect(fromResponse(listJobs, 206, problem)).toEqual({ _tag: 'Undeclared', status: 206 });
  });

  it('prefers the status to its class, and the class to `default`', () => {
    const operation: Operation = {
      id: 'x',
      method: 'GET',
      path: '/',
      parameters: [],
      responses: { '404': t.literal('exact'), '4XX': t.literal('class'), '2XX': t.literal('ok') },
    };
    expect(fromResponse(operation, 404, 'exact')).toMatchObject({ decoded: true });
    expect(fromResponse(operation, 410, 'class')).toMatchObject({ decoded: true });
    expect(fromResponse(operation, 299, 'ok')).toEqual({ _tag: 'Success', status: 299, body: 'ok' });
    expect(fromResponse(operation, 500, problem)).toEqual({ _tag: 'Undeclared', status: 500 });
  });
});
