import { changing } from './change.js';

export const run = changing(
  (client, job, id, signal) => client.runs.resume(job, id, { signal }),
  ['to watch it', 'wxdi run watch'],
);
