import type { AssetSearchPage, JobRunDetail } from '@wxdi/bindings';

type Row = AssetSearchPage['results'][number];

/** A row of a search for names. */
export const foundName = (id: string, name: string, more: Partial<Row['metadata']> = {}): Row => ({
  metadata: { name, asset_id: id, ...more },
});

/** A row of a search for runs, with its entity. */
export const foundRun = (id: string, run: Partial<JobRunDetail> = {}, at = '2026-03-01T06:00:00Z'): Row => ({
  metadata: { name: 'job run', asset_id: id, created_at: at },
  entity: { job_run: { job_ref: 'job-1', job_name: 'load', state: 'Completed', ...run } },
});
