import type { Run } from '../../args/declaration.js';
import type { runGet } from '../../declarations/run-get.js';
import { exitCode } from '../../exit-code.js';
import { hinting } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { targetOf } from './target.js';

export const run: Run<typeof runGet.flags> = async (session, flags, args) => {
  const { client, job, run: id, word } = await targetOf(session, flags, args);
  const found = await hinting(client.runs.get(job, id, { signal: session.signal }), {
    NotFound: `wxdi run list ${word}`,
  });
  await printOne(session, runView, found);
  client.close();
  return exitCode.done;
};
