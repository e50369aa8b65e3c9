import { createClient, succeeded, WxdiError } from '@wxdi/sdk';

/** Runs a job in a pipeline: prints its log, and sets the exit code according to its final state. */
const client = createClient({
  url: process.env['WXDI_URL']!,
  project: process.env['WXDI_PROJECT_ID']!,
  auth: { type: 'bearertoken', token: process.env['WXDI_BEARER_TOKEN']! },
});

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

try {
  const job = await client.jobs.find(process.argv[2] ?? 'nightly load');
  const run = await client.jobs.start(job.id, {}, { signal: stop.signal });
  console.log(`run ${run.runId} of "${job.name}"`);
  for await (const event of run.follow({ logs: true, timeoutMs: 7_200_000, signal: stop.signal })) {
    if (event.type === 'log') console.log(event.entry.raw);
    if (event.type === 'outage') console.error(`still waiting: ${event.error.message}`);
    if (event.type === 'result') process.exitCode = succeeded(event.run.state) ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof WxdiError)) throw error;
  console.error(`${error.kind}: ${error.message}`, error.traceId ?? '');
  process.exitCode = error.outcome === 'unknown' ? 9 : 1;
}
