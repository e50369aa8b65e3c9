import { describe, expect, it } from 'vitest';
import { run } from './fakes/context.js';

const json = (document: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(document),
});
const aJob = (id: string, name: unknown) => ({
  metadata: { asset_id: id, name },
  entity: { job: { asset_ref_type: 'data_intg_flow', configuration: {} } },
});
const aRun = (id: string, state: unknown) => ({
  metadata: { asset_id: id, name: 'job run' },
  entity: { job_run: { job_ref: 'job-1', state } },
});

/** A service with jobs and runs, of which the second cannot be read. It refuses every write. */
const writes: string[] = [];
const network = async ({ method, url }: { readonly method: string; readonly url: URL }) => {
  // Names are looked up in the list if the search is refused.
  if (url.pathname.endsWith('/search')) return { status: 403, headers: {}, body: '' };
  if (method !== 'GET') {
    writes.push(`${method} ${url.pathname}`);
    return { status: 400, headers: {}, body: '' };
  }
  return url.pathname.endsWith('/runs')
    ? json({ results: [aRun('r1', 'Completed'), aRun('r2', null), aRun('r3', 'Failed')] })
    : json({ results: [aJob('j1', 'first'), aJob('j2', null), aJob('j3', 'third')] });
};

const reported = '1 row of the list could not be read';

describe('a row that cannot be read', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['jobs', ['job', 'list'], ['j1', 'j3']],
    ['runs', ['run', 'list', '00000000-0000-4000-8000-000000000001'], ['r1', 'r3']],
  ])('is reported with exit code 7 after the others of a list of %s', async (_, argv, ids) => {
    for (const output of ['json', 'jsonl', 'tsv', 'name']) {
      const { code, out, err } = await run([...argv, '-o', output], { network });
      expect([output, code]).toEqual([output, 7]);
      expect(err).toContain(reported);
      for (const id of ids) expect(out).toContain(output === 'name' ? '' : id);
      expect(out).not.toBe('');
      if (output === 'json') expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    }
  });

  it('stops a look-up by name and a prune, and nothing is deleted', async () => {
    for (const argv of [
      ['job', 'get', 'first'],
      ['job', 'delete', 'first', '--yes'],
      ['run', 'prune', '00000000-0000-4000-8000-000000000001', '--all', '--yes'],
    ]) {
      const { code, out, err } = await run(argv, { network });
      expect([argv, code, out]).toEqual([argv, 7, '']);
      expect(err).toContain(reported);
    }
    expect(writes).toEqual([]);
  });
});
