import type { Tree } from './args/tree.js';
import { command } from './args/declaration.js';
import { jobCreate } from './declarations/job-create.js';
import { jobDelete } from './declarations/job-delete.js';
import { jobGet } from './declarations/job-get.js';
import { jobList } from './declarations/job-list.js';
import { jobResetOffset } from './declarations/job-reset-offset.js';
import { jobSet } from './declarations/job-set.js';
import { jobStart } from './declarations/job-start.js';
import { jobUpdate } from './declarations/job-update.js';
import { demo, help, version } from './declarations/others.js';
import { runCancel } from './declarations/run-cancel.js';
import { runDelete, runMetrics, runPause, runPrune, runResume } from './declarations/run-change.js';
import { runGet } from './declarations/run-get.js';
import { runList } from './declarations/run-list.js';
import { runLogs } from './declarations/run-logs.js';
import { runWait } from './declarations/run-wait.js';
import { runWatch } from './declarations/run-watch.js';
import { simulatorStart } from './declarations/simulator-start.js';
import { api, authStatus, completion, doctor } from './declarations/tools.js';

/** All commands, as their words lead to them, in the order of help. */
export const tree: Tree = {
  job: {
    list: command(jobList, () => import('./commands/job/list.js')),
    get: command(jobGet, () => import('./commands/job/get.js')),
    create: command(jobCreate, () => import('./commands/job/create.js')),
    update: command(jobUpdate, () => import('./commands/job/update.js')),
    set: command(jobSet, () => import('./commands/job/set.js')),
    start: command(jobStart, () => import('./commands/job/start.js')),
    'reset-offset': command(jobResetOffset, () => import('./commands/job/reset-offset.js')),
    delete: command(jobDelete, () => import('./commands/job/delete.js')),
  },
  run: {
    list: command(runList, () => import('./commands/run/list.js')),
    get: command(runGet, () => import('./commands/run/get.js')),
    wait: command(runWait, () => import('./commands/run/wait.js')),
    watch: command(runWatch, () => import('./commands/run/watch.js')),
    logs: command(runLogs, () => import('./commands/run/logs.js')),
    metrics: command(runMetrics, () => import('./commands/run/metrics.js')),
    cancel: command(runCancel, () => import('./commands/run/cancel.js')),
    pause: command(runPause, () => import('./commands/run/pause.js')),
    resume: command(runResume, () => import('./commands/run/resume.js')),
    delete: command(runDelete, () => import('./commands/run/delete.js')),
    prune: command(runPrune, () => import('./commands/run/prune.js')),
  },
  simulator: { start: command(simulatorStart, () => import('./commands/simulator-start.js')) },
  demo: command(demo, () => import('./commands/demo.js')),
  auth: { status: command(authStatus, () => import('./commands/auth-status.js')) },
  doctor: command(doctor, () => import('./commands/doctor.js')),
  api: command(api, () => import('./commands/api.js')),
  completion: command(completion, () => import('./commands/completion.js')),
  help: command(help, () => import('./commands/help.js')),
  version: command(version, () => import('./commands/version.js')),
};

export const nounBriefs: Readonly<Record<string, string>> = {
  job: 'Jobs: templates that runs are started from',
  run: 'Runs of jobs',
  simulator: 'A local stand-in for the service',
  auth: 'Credentials',
};
