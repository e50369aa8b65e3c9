/** An id that is the same on every machine. */
const id = (kind, i) => `${kind.repeat(8)}-0000-4000-8000-${String(i).padStart(12, '0')}`;

const job = (i) => ({
  metadata: {
    name: `Cargo totals ${i}`,
    description: 'Adds up the cargo of each day, harbour by harbour.',
    asset_id: id('2', i),
    owner_id: 'IBMid-0000EXAMPLE',
    version: 2,
    project_id: id('1', 0),
    asset_type: 'job',
    created_at: '2026-11-03T02:00:00Z',
    usage: { last_updated_at: '2026-11-03T02:00:00Z', last_updater_id: 'IBMid-0000EXAMPLE', access_count: 0 },
    an_unknown_member: { kept: true },
  },
  entity: {
    job: {
      asset_ref: id('3', i),
      asset_ref_type: 'data_intg_flow',
      configuration: {
        env_id: `default_datastage_px-${id('1', 0)}`,
        env_type: 'datastage',
        env_variables: ['HARBOUR=north', 'YEAR=2026'],
        flow_limits: { warn_limit: 100, row_limit: 0 },
        runPriorityQueue: 'Medium',
      },
      last_run_initiator: 'deprecated field',
      last_run_time: 'deprecated field',
      last_run_status: 'deprecated field',
      last_run_status_timestamp: 0,
      future_scheduled_runs: ['2026-11-04T02:00:00.000Z', '2026-11-05T02:00:00.000Z'],
      enable_notifications: true,
      project_name: 'Harbour analytics',
      schedule_id: id('7', i),
      schedule: '0 2 * * *',
      schedule_info: { repeat: true, startOn: 1790812800000, endOn: 1798761600000 },
      job_parameters: [
        { name: 'year', value: 2026 },
        { name: 'harbour', value: 'north' },
      ],
      parameter_sets: [],
      data_assets_array: [],
    },
  },
});

/**
 * A page of 100 jobs as the service would send it, about 136 kB, with properties that the description does not contain.
 * The jobs are numbered from `first`.
 */
export const page = (first = 0) => ({
  total_rows: 100,
  results: Array.from({ length: 100 }, (_, i) => job(first + i)),
});
