import { createClient, WxdiError } from '@wxdi/sdk';

const client = createClient({
  url: process.env['WXDI_URL']!,
  project: process.env['WXDI_PROJECT_ID']!,
  auth: { type: 'bearertoken', token: process.env['WXDI_BEARER_TOKEN']! },
});

try {
  const job = await client.jobs.find('nightly load');
  const run = await client.jobs.start(job.id);
  for await (const event of run.follow({ logs: true, timeoutMs: 3_600_000 })) {
    if (event.type === 'state') console.log(`now ${event.run.state}`);
    if (event.type === 'log') console.log(event.entry.text);
  }
} catch (error) {
  // A request whose response was lost is never sent again: `outcome` shows whether a run may exist.
  if (error instanceof WxdiError) console.error(error.kind, error.outcome, error.message);
  process.exitCode = 1;
}
