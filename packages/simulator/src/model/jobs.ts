import { empty, json, rejection } from './errors.js';
import { jobBody } from './job-view.js';
import { pageOf, readPage } from './paging.js';
import { isProblem } from './scope.js';
import { findRun, jobsOf, putJob, runsOf } from './state.js';
import { answer, reject, type Call, type JobCall, type Stepped } from './step.js';
import { isTerminal } from './states.js';
import { stateAt } from './timeline.js';

export const listJobs = (call: Call): Stepped => {
  const { state, request, scope, now } = call;
  const { quirks } = state.config;
  const page = readPage(request.query, quirks);
  if (isProblem(page)) return reject(call, page);
  const { asset_ref: asset, asset_ref_type: type, run_id: runId } = request.query;
  const matches = jobsOf(state, scope, now).filter(
    (job) =>
      (!asset || job.assetRef === asset) &&
      (!type || job.type === type) &&
      (!runId || findRun(state, job.id, runId, now) !== undefined),
  );
  const { rows, envelope } = pageOf(matches, quirks.jobOrder, page, quirks);
  return answer(
    call,
    json(200, { ...envelope, results: rows.map((job) => jobBody(state, job, now, 'row')) }),
  );
};

export const getJob = (call: JobCall): Stepped =>
  answer(call, json(200, jobBody(call.state, call.job, call.now, 'single')));

/** Also deletes the runs of the job. Rejected while one of them is active. */
export const deleteJob = (call: JobCall): Stepped => {
  const { state, job, now } = call;
  const { quirks } = state.config;
  const active = runsOf(state, job.id, now).some((run) => !isTerminal(stateAt(run.timeline, now)));
  if (active && quirks.deleteActiveJob === 'silent') return answer(call, empty(204));
  if (active) {
    return reject(
      call,
      rejection(
        Number(quirks.deleteActiveJob),
        `The job "${job.name}" has an active run and cannot be deleted.`,
      ),
    );
  }
  if (quirks.jobDeleteStatus === 202) {
    const goneAt = Math.min(job.goneAt ?? Infinity, now + quirks.deletionMs);
    return answer(call, empty(202), putJob(state, { ...job, goneAt }));
  }
  const jobs = new Map(state.jobs);
  const runs = new Map(state.runs);
  jobs.delete(job.id);
  runs.delete(job.id);
  return answer(call, empty(204), { ...state, jobs, runs });
};
