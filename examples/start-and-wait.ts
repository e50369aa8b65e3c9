import { createClient } from '@wxdi/sdk';

const client = createClient({
  url: process.env['WXDI_URL']!,
  project: process.env['WXDI_PROJECT_ID']!,
  auth: { type: 'bearertoken', token: process.env['WXDI_BEARER_TOKEN']! },
});

const job = await client.jobs.find('nightly load');
const run = await client.jobs.start(job.id, { parameters: [{ name: 'year', value: '2026' }] });
const { run: ended } = await run.wait();
console.log(`${ended.name}: ${ended.state}, ${ended.rowsWritten} rows written`);
