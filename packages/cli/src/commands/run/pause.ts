import { changing } from './change.js';

export const run = changing(
  (client, job, id, signal) => client.runs.pause(job, id, { signal }),
  ['to go on', 'wxdi run resume'],
);
