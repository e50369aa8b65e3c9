import { createClient, mergeChanges, schedule, WxdiError } from '@wxdi/sdk';

const client = createClient({
  url: process.env['WXDI_URL']!,
  project: process.env['WXDI_PROJECT_ID']!,
  auth: { type: 'bearertoken', token: process.env['WXDI_BEARER_TOKEN']! },
});

// A job with a schedule: 02:30 at +02:00, except on Sundays.
const job = await client.jobs.create({
  name: 'orders',
  assetId: '33333333-3333-4333-8333-333333333333',
  parameters: [{ name: 'year', value: '2025' }],
  schedule: schedule.daily({ at: { hour: 2, minute: 30 }, utcOffsetMinutes: 120, exceptOn: [0] }),
});

// Lists are read page by page as they are consumed: after `break`, no further page is requested.
for await (const { name, type } of client.jobs.list({ type: 'data_intg_flow' })) console.log(name, type);

// An update sends only the differences, and fails with `NotApplied` if the service ignores it. `mergeChanges` keeps the
// parameters, variables and members of the configuration that it does not name.
await client.jobs.update(job.id, { description: 'all orders', retention: { days: 30 }, warnLimit: 100 });
await client.jobs.update(job.id, (own) =>
  mergeChanges(own, { parameters: [{ name: 'region', value: 'emea' }] }),
);

// Two years in parallel. Each report contains a run or an error.
const orders = ['2024', '2025'].map((value) => ({
  job: job.id,
  draft: { parameters: [{ name: 'year', value }] },
}));
for (const report of await client.jobs.runMany(orders, { limit: 2 })) {
  console.log(report.order.draft.parameters[0]?.value, report.run?.state ?? report.error?.kind);
}

// Wait at most a minute until the run is Running. Its handle identifies it, also in another process.
const text = String(await client.jobs.start(job.id));
const first = await client.runs.handle(text).wait({ until: ['Running'], timeoutMs: 60_000 });
console.log('waited for', first.run.state, 'in', first.polls, 'polls');
await client.runs.handle(text).cancel();
console.log('final state', (await client.runs.handle(text).wait()).run.state);

// Keep the newest run, delete the others, then the job.
console.log('pruned', (await client.runs.prune(job.id, { newest: 1 })).deleted.length);
await client.jobs.delete(job.id);
await client.jobs.get(job.id).catch((error: unknown) => {
  if (error instanceof WxdiError) console.log(error.kind, error.status);
});
