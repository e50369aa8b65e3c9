import type { Job, JobRun } from '@wxdi/sdk';
import { showSeconds } from '../render/duration.js';
import { parameter, quickPoll, quickStart, show, type Scene } from './story.js';

export const startStep = async (scene: Scene, job: Job): Promise<JobRun> => {
  const { client, stage, signal } = scene;
  stage.step('Start a run with a parameter of its own, and follow it');
  stage.command("wxdi job start 'Load all customers' --name 'First run' --param region=apac --follow");
  const draft = { name: 'First run', parameters: [{ name: 'region', value: 'apac' }] };
  const { runId } = await client.jobs.start(job.id, draft, { signal, ...quickStart });
  const started = await client.runs.get(job.id, runId, { signal });
  const { run, entries } = await show(scene, started, { logs: true });
  const { durationSeconds: seconds } = run;
  const rows = run.metrics.links.at(-1)?.rowsWritten;
  stage.said(
    `${rows ?? 'unknown'} rows reached the target in ${seconds === undefined ? 'unknown time' : showSeconds(seconds)}`,
  );
  stage.check('the run ended Completed', run.state === 'Completed');
  stage.check('it ran with region=apac', parameter(run, 'region') === 'apac');
  const after = await client.jobs.get(job.id, { signal });
  stage.check('the job still has region=emea', parameter(after, 'region') === 'emea');
  stage.check('its log grew before our eyes', entries > 1);
  return run;
};

export const logStep = async ({ client, stage, signal }: Scene, run: JobRun): Promise<void> => {
  stage.step('Read the log of the finished run');
  stage.command("wxdi run logs 'Load all customers' @latest --tail 2");
  const latest = await client.runs.latest(run.jobId, { signal });
  stage.check('@latest is that run', latest.id === run.id);
  const entries = await client.runs.logs(run.jobId, latest.id, { signal });
  for (const entry of entries.slice(-2)) stage.log(entry);
  stage.check(`the log was kept: ${entries.length} entries`, entries.length > 2);
};

export const listRunsStep = async ({ client, stage, signal }: Scene, run: JobRun): Promise<void> => {
  stage.step('List its runs, by state');
  stage.command("wxdi run list 'Load all customers' --state Completed");
  const completed = await client.runs.list(run.jobId, { states: ['Completed'], signal }).toArray();
  for (const row of completed) stage.said(`${row.id}  ${row.state}  ${row.name}`);
  stage.check('the run is listed as Completed', completed.length === 1 && completed[0]?.id === run.id);
  stage.command("wxdi run list 'Load all customers' --state Failed");
  const failed = await client.runs.list(run.jobId, { states: ['Failed'], signal }).toArray();
  stage.check('none is listed as Failed', failed.length === 0);
};

export const cancelStep = async (scene: Scene, job: Job): Promise<void> => {
  const { client, stage, signal } = scene;
  stage.step('Start a second run, and cancel it');
  stage.command("wxdi job start 'Load all customers' --name 'Second run' --wait --for running");
  const { runId } = await client.jobs.start(job.id, { name: 'Second run' }, { signal, ...quickStart });
  const second = await client.runs.get(job.id, runId, { signal });
  const { run: running } = await show(scene, second, { until: ['Running'] });
  stage.check('it is Running', running.state === 'Running');
  stage.command("wxdi run cancel 'Load all customers' @active --wait");
  const active = await client.runs.active(job.id, { signal });
  stage.check('@active is that run', active.id === runId);
  const { run: asked } = await client.runs.cancel(job.id, runId, { signal });
  if (asked.state === 'Canceling') stage.state(asked);
  const ended = await stage.during(
    'waiting for its end',
    client.runs.wait(job.id, runId, { poll: quickPoll, signal }),
  );
  if (asked.state !== ended.run.state) stage.state(ended.run);
  stage.check('it ended Canceled', ended.run.state === 'Canceled');
};
