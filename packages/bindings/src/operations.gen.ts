// Generated from openapi/jobs.yaml by `npm run generate`. Do not edit.

import type { Operation } from './operation.js';

import {
  AssetSearchCodec,
  AssetSearchPageCodec,
  CreateJobRequestCodec,
  EmptyRequestCodec,
  JobCodec,
  JobListCodec,
  JobPatchCodec,
  JobRunCodec,
  JobRunListCodec,
  ResourceListCodec,
  RunLogsCodec,
  ServiceErrorCodec,
  StartRunRequestCodec,
} from './codecs.gen.js';
import type {
  CancelRunInput,
  CancelRunResponse,
  CreateJobInput,
  CreateJobResponse,
  DeleteJobInput,
  DeleteJobResponse,
  DeleteRunInput,
  DeleteRunResponse,
  GetJobInput,
  GetJobResponse,
  GetRunInput,
  GetRunLogsInput,
  GetRunLogsResponse,
  GetRunResponse,
  ListJobsInput,
  ListJobsResponse,
  ListProjectsInput,
  ListProjectsResponse,
  ListRunsInput,
  ListRunsResponse,
  ListSpacesInput,
  ListSpacesResponse,
  PauseRunInput,
  PauseRunResponse,
  RefreshRunStateInput,
  RefreshRunStateResponse,
  ResumeRunInput,
  ResumeRunResponse,
  SearchAssetsInput,
  SearchAssetsResponse,
  StartRunInput,
  StartRunResponse,
  UpdateJobInput,
  UpdateJobResponse,
} from './types.gen.js';

/**
 * List jobs
 *
 * Answers one page of the jobs of a project or a space. There is no filter by
 * name: compare names after reading. The order is not documented.
 *
 * `GET /v2/jobs`
 */
export const listJobs: Operation<'listJobs', ListJobsInput, ListJobsResponse> = {
  id: 'listJobs',
  method: 'GET',
  path: '/v2/jobs',
  parameters: [
    { name: 'asset_ref', in: 'query', required: false },
    { name: 'asset_ref_type', in: 'query', required: false },
    { name: 'run_id', in: 'query', required: false },
    { name: 'limit', in: 'query', required: false },
    { name: 'next', in: 'query', required: false },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '200': JobListCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Create a job
 *
 * The members go inside `job`; a flat body is refused with 400. Members whose
 * value would be null must be left out. A name that is already taken in the
 * project or space is answered with 400 as well, and only the message tells it
 * apart.
 *
 * `POST /v2/jobs`
 */
export const createJob: Operation<'createJob', CreateJobInput, CreateJobResponse> = {
  id: 'createJob',
  method: 'POST',
  path: '/v2/jobs',
  parameters: [
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  body: { required: true, mediaType: 'application/json', codec: CreateJobRequestCodec },
  responses: {
    '201': JobCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Delete a job with its runs
 *
 * Deletes the job and all of its runs. A job that is running is not deleted;
 * the status for that case is unknown.
 *
 * `DELETE /v2/jobs/{job_id}`
 */
export const deleteJob: Operation<'deleteJob', DeleteJobInput, DeleteJobResponse> = {
  id: 'deleteJob',
  method: 'DELETE',
  path: '/v2/jobs/{job_id}',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '202': null,
    '204': null,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '409': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Get a job
 *
 * Answers one job, with the short form of its metadata.
 *
 * `GET /v2/jobs/{job_id}`
 */
export const getJob: Operation<'getJob', GetJobInput, GetJobResponse> = {
  id: 'getJob',
  method: 'GET',
  path: '/v2/jobs/{job_id}',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '200': JobCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Change a job
 *
 * Takes a JSON Patch (RFC 6902) sent as plain `application/json`. A body that is
 * not an array is refused. A path that the service does not know is answered
 * with 200 and changes nothing, so compare the job that comes back. A null value
 * clears `schedule_info`, `retention_policy` or the offset.
 *
 * `PATCH /v2/jobs/{job_id}`
 */
export const updateJob: Operation<'updateJob', UpdateJobInput, UpdateJobResponse> = {
  id: 'updateJob',
  method: 'PATCH',
  path: '/v2/jobs/{job_id}',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  body: { required: true, mediaType: 'application/json', codec: JobPatchCodec },
  responses: {
    '200': JobCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * List the runs of a job
 *
 * Answers one page of runs. In every recorded list the newest run came first,
 * but the service promises no order.
 *
 * `GET /v2/jobs/{job_id}/runs`
 */
export const listRuns: Operation<'listRuns', ListRunsInput, ListRunsResponse> = {
  id: 'listRuns',
  method: 'GET',
  path: '/v2/jobs/{job_id}/runs',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'states', in: 'query', required: false, list: 'comma' },
    { name: 'limit', in: 'query', required: false },
    { name: 'next', in: 'query', required: false },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '200': JobRunListCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Start a run
 *
 * Starts the job once. Without a body, or with `{}`, the job's own configuration
 * is used. `configuration.env_variables` of a run replaces the list of the job.
 *
 * Do not repeat this request after a failure of unknown outcome: each call makes
 * a run, even one whose start fails.
 *
 * `POST /v2/jobs/{job_id}/runs`
 */
export const startRun: Operation<'startRun', StartRunInput, StartRunResponse> = {
  id: 'startRun',
  method: 'POST',
  path: '/v2/jobs/{job_id}/runs',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  body: { required: false, mediaType: 'application/json', codec: StartRunRequestCodec },
  responses: {
    '201': JobRunCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '409': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Delete a run
 *
 * Deletes the record of a run that has ended. A run that has not ended is not
 * deleted; the status for that case is unknown.
 *
 * `DELETE /v2/jobs/{job_id}/runs/{run_id}`
 */
export const deleteRun: Operation<'deleteRun', DeleteRunInput, DeleteRunResponse> = {
  id: 'deleteRun',
  method: 'DELETE',
  path: '/v2/jobs/{job_id}/runs/{run_id}',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'run_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '202': null,
    '204': null,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '409': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Get a run
 *
 * Answers one run. Totals, metrics and the end time may be missing for a while
 * after the run has reached a terminal state.
 *
 * `GET /v2/jobs/{job_id}/runs/{run_id}`
 */
export const getRun: Operation<'getRun', GetRunInput, GetRunResponse> = {
  id: 'getRun',
  method: 'GET',
  path: '/v2/jobs/{job_id}/runs/{run_id}',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'run_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '200': JobRunCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Cancel a run
 *
 * Asks for the end of a run, documented for the state `Running`. The answer says
 * only that the request was taken: read the run until its state is terminal.
 *
 * `POST /v2/jobs/{job_id}/runs/{run_id}/cancel`
 */
export const cancelRun: Operation<'cancelRun', CancelRunInput, CancelRunResponse> = {
  id: 'cancelRun',
  method: 'POST',
  path: '/v2/jobs/{job_id}/runs/{run_id}/cancel',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'run_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  body: { required: false, mediaType: 'application/json', codec: EmptyRequestCodec },
  responses: {
    '200': null,
    '204': null,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '409': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Pause a run
 *
 * Asks a run in the state `Running` to pause. Not every kind of asset can pause;
 * streaming flows cannot. The path and the codes are inferred from public command
 * references.
 *
 * `POST /v2/jobs/{job_id}/runs/{run_id}/pause`
 */
export const pauseRun: Operation<'pauseRun', PauseRunInput, PauseRunResponse> = {
  id: 'pauseRun',
  method: 'POST',
  path: '/v2/jobs/{job_id}/runs/{run_id}/pause',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'run_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  body: { required: false, mediaType: 'application/json', codec: EmptyRequestCodec },
  responses: {
    '200': null,
    '204': null,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '409': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Resume a paused run
 *
 * Asks a run in the state `Paused` to go on. The path and the codes are inferred
 * from public command references.
 *
 * `POST /v2/jobs/{job_id}/runs/{run_id}/resume`
 */
export const resumeRun: Operation<'resumeRun', ResumeRunInput, ResumeRunResponse> = {
  id: 'resumeRun',
  method: 'POST',
  path: '/v2/jobs/{job_id}/runs/{run_id}/resume',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'run_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  body: { required: false, mediaType: 'application/json', codec: EmptyRequestCodec },
  responses: {
    '200': null,
    '204': null,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '409': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Refresh the state of a run
 *
 * Makes the service look at the runtime again and answers the run. It takes no
 * body. It is known to fail now and then; reading the run is the fallback.
 *
 * `POST /v2/jobs/{job_id}/runs/{run_id}/refresh_state`
 */
export const refreshRunState: Operation<'refreshRunState', RefreshRunStateInput, RefreshRunStateResponse> = {
  id: 'refreshRunState',
  method: 'POST',
  path: '/v2/jobs/{job_id}/runs/{run_id}/refresh_state',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'run_id', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '200': JobRunCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '409': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Get the log of a run
 *
 * Answers the log lines of a run. There is no page to turn: `limit` is the only
 * control, and whether it keeps the first or the last lines is unknown. Logs of
 * streaming runs are not kept after the run has ended.
 *
 * `GET /v2/jobs/{job_id}/runs/{run_id}/logs`
 */
export const getRunLogs: Operation<'getRunLogs', GetRunLogsInput, GetRunLogsResponse> = {
  id: 'getRunLogs',
  method: 'GET',
  path: '/v2/jobs/{job_id}/runs/{run_id}/logs',
  parameters: [
    { name: 'job_id', in: 'path', required: true },
    { name: 'run_id', in: 'path', required: true },
    { name: 'limit', in: 'query', required: false },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
    { name: 'userfs', in: 'query', required: false },
  ],
  responses: {
    '200': RunLogsCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Search for assets
 *
 * Answers one page of the assets of one type that match a Lucene query. It is a
 * read. The index is not the list of jobs: how far it lags behind is unknown, a
 * phrase may match more than the exact name, and not every role may search. Check
 * what it returns, and read what it does not.
 *
 * `POST /v2/asset_types/{asset_type}/search`
 */
export const searchAssets: Operation<'searchAssets', SearchAssetsInput, SearchAssetsResponse> = {
  id: 'searchAssets',
  method: 'POST',
  path: '/v2/asset_types/{asset_type}/search',
  parameters: [
    { name: 'asset_type', in: 'path', required: true },
    { name: 'project_id', in: 'query', required: false },
    { name: 'space_id', in: 'query', required: false },
  ],
  body: { required: true, mediaType: 'application/json', codec: AssetSearchCodec },
  responses: {
    '200': AssetSearchPageCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * List projects
 *
 * Answers the projects that the caller may read. The name may be treated as a part
 * of the name, so compare after reading.
 *
 * `GET /v2/projects`
 */
export const listProjects: Operation<'listProjects', ListProjectsInput, ListProjectsResponse> = {
  id: 'listProjects',
  method: 'GET',
  path: '/v2/projects',
  parameters: [
    { name: 'name', in: 'query', required: false },
    { name: 'limit', in: 'query', required: false },
    { name: 'skip', in: 'query', required: false },
  ],
  responses: {
    '200': ResourceListCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * List deployment spaces
 *
 * Answers the deployment spaces that the caller may read. The name may be treated
 * as a part of the name, so compare after reading. Known from other clients only.
 *
 * `GET /v2/spaces`
 */
export const listSpaces: Operation<'listSpaces', ListSpacesInput, ListSpacesResponse> = {
  id: 'listSpaces',
  method: 'GET',
  path: '/v2/spaces',
  parameters: [
    { name: 'name', in: 'query', required: false },
    { name: 'limit', in: 'query', required: false },
    { name: 'skip', in: 'query', required: false },
  ],
  responses: {
    '200': ResourceListCodec,
    '400': ServiceErrorCodec,
    '401': ServiceErrorCodec,
    '403': ServiceErrorCodec,
    '404': ServiceErrorCodec,
    '429': ServiceErrorCodec,
    '500': ServiceErrorCodec,
    default: ServiceErrorCodec,
  },
};

/**
 * Every operation by its id. To use a single operation, import it by name instead.
 */
export const operations = {
  listJobs: listJobs,
  createJob: createJob,
  deleteJob: deleteJob,
  getJob: getJob,
  updateJob: updateJob,
  listRuns: listRuns,
  startRun: startRun,
  deleteRun: deleteRun,
  getRun: getRun,
  cancelRun: cancelRun,
  pauseRun: pauseRun,
  resumeRun: resumeRun,
  refreshRunState: refreshRunState,
  getRunLogs: getRunLogs,
  searchAssets: searchAssets,
  listProjects: listProjects,
  listSpaces: listSpaces,
} as const;
