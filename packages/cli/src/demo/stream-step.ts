import type { Job } from '@wxdi/sdk';
import type { Clock } from '../context.js';
import { quickPoll, quickStart, show, streamFlow, type Scene } from './story.js';

/** How long the stream flows before it is stopped. */
const flowMs = 700;

export const streamStep = async (scene: Scene, clock: Clock): Promise<Job> => {
  const { client, stage, signal } = scene;
  stage.step('Stream with a StreamSets job, then start over from the beginning');
  stage.command(`wxdi job create --name 'Click stream' --asset ${streamFlow}`);
  const job = await client.jobs.create(
    { name: 'Click stream', assetId: streamFlow },
    { signal, ...quickStart },
  );
  stage.said(`job "${job.name}" of type ${job.type}`);
  stage.command("wxdi job start 'Click stream'");
  const { runId } = await client.jobs.start(job.id, {}, { signal, ...quickStart });
  const started = await client.runs.get(job.id, runId, { signal });
  await show(scene, started, { until: ['Running'] });
  await stage.during('letting it flow', clock.sleep(flowMs, signal));
  stage.command("wxdi run cancel 'Click stream' @active --wait");
  await client.runs.cancel(job.id, runId, { signal });
  const ended = await stage.during(
    'waiting for its end',
    client.runs.wait(job.id, runId, { poll: quickPoll, signal }),
  );
  stage.state(ended.run);
  const before = await client.jobs.get(job.id, { signal });
  stage.said(`offset: ${shown(before)}`);
  stage.check('the job keeps the offset where it stopped', hasOffset(before));
  stage.command("wxdi job reset-offset 'Click stream'");
  await client.jobs.resetOffset(job.id, { signal });
  const after = await client.jobs.get(job.id, { signal });
  stage.said(`offset: ${shown(after)}`);
  stage.check('the next run reads from the beginning', !hasOffset(after));
  return job;
};

const hasOffset = ({ configuration }: Job): boolean =>
  configuration['offset'] !== undefined && configuration['offset'] !== null;

const shown = ({ configuration }: Job): string => {
  const text = JSON.stringify(configuration['offset'] ?? null);
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
};
