import type { Prism } from '@wxdi/testkit';
import { startPrismMock } from '@wxdi/testkit';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wxdi } from './cli.js';

const document = fileURLToPath(new URL('../../../../openapi/jobs.yaml', import.meta.url));
const id = '0191d1a0-7b1e-7000-8000-000000000001';

describe('the built file against a mock of the API description', () => {
  let prism: Prism;
  beforeAll(async () => {
    prism = await startPrismMock(document);
  });
  afterAll(() => prism.close());

  /** The mock rejects requests that the description does not allow: exit code 0 means that the request was valid. */
  const run = (...args: readonly string[]) =>
    wxdi([...args, '-o', 'json'], { WXDI_URL: prism.url, WXDI_PROJECT_ID: id, WXDI_BEARER_TOKEN: 'mock' });

  test.each<readonly string[]>([
    ['job', 'list'],
    ['job', 'list', '--type', 'data_intg_flow', '--asset', id, '--run', id],
    ['job', 'get', id],
    ['job', 'create', '--name', 'load', '--asset', id, '--param', 'year:=2026', '--env', 'A=b=c'],
    ['job', 'start', id, '--name', 'by hand', '--param', 'year=2026'],
    ['run', 'list', id, '--state', 'Running,Completed'],
    ['run', 'get', id, id],
    ['run', 'logs', id, id],
    ['run', 'metrics', id, id],
    ['run', 'wait', id, id],
    ['run', 'cancel', id, id],
    ['run', 'pause', id, id],
    ['run', 'resume', id, id],
  ])('wxdi %s %s %s', async (...args) => {
    const { code, out, err } = await run(...args);
    expect([code, err]).toEqual([0, expect.not.stringContaining('"kind"')]);
    expect(JSON.parse(out)).toBeTypeOf('object');
  });

  test('reports a change that was not applied, because the mock stores nothing', async () => {
    const { code, out, err } = await run('job', 'update', id, '--name', 'another name');
    expect([code, out]).toEqual([5, '']);
    expect(JSON.parse(err)).toMatchObject({ kind: 'NotApplied', exitCode: 5 });
  });
});
