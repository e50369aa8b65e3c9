// A process that starts a run with a journal and a key. The result is its last line of output.
import { createClient } from '@wxdi/sdk';

const { url, project, token, job, folder, key, ifUnknown, windowMs } = JSON.parse(process.argv[2]);
const client = createClient({
  url,
  project,
  auth: { type: 'bearertoken', token },
  journal: { folder },
});
console.log('ready');
const settle = { windowMs, firstMs: 20 };
const end = await client.jobs.start(job, {}, { key, ifUnknown, settle }).then(
  ({ runId }) => ({ end: 'ok', runId }),
  ({ kind, message }) => ({ end: kind, message }),
);
console.log(JSON.stringify(end));
client.close();
