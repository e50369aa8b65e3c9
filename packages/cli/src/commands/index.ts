import type { Tree } from '../command-line/definition.js';
import type { CommandDefinition } from './command.js';
import { api } from './api.js';
import { apply } from './apply.js';
import { archive } from './archive.js';
import { authStatus } from './auth-status.js';
import { completion } from './completion.js';
import { demo } from './demo.js';
import { doctor } from './doctor.js';
import { exportCommand } from './export.js';
import { helpOf } from './help.js';
import { jobCreate } from './job/create.js';
import { jobDelete } from './job/delete.js';
import { jobGet } from './job/get.js';
import { jobHistory } from './job/history.js';
import { jobList } from './job/list.js';
import { jobResetOffset } from './job/reset-offset.js';
import { jobStart } from './job/start.js';
import { jobUpdate } from './job/update.js';
import { plan } from './plan.js';
import { report } from './report.js';
import { runCancel } from './run/cancel.js';
import { runDelete } from './run/delete.js';
import { runDiff } from './run/diff.js';
import { runExplain } from './run/explain.js';
import { runGet } from './run/get.js';
import { runList } from './run/list.js';
import { runLogs } from './run/logs.js';
import { runMetrics } from './run/metrics.js';
import { runPause } from './run/pause.js';
import { runPrune } from './run/prune.js';
import { runRerun } from './run/rerun.js';
import { runResume } from './run/resume.js';
import { runWait } from './run/wait.js';
import { runWatch } from './run/watch.js';
import { schema } from './schema.js';
import { simulatorStart } from './simulator-start.js';
import { versionCommand } from './version.js';

/** All commands, in the order of help. */
export const tree: Tree<CommandDefinition> = [
  {
    name: 'job',
    summary: 'Manage jobs',
    commands: [jobList, jobGet, jobCreate, jobUpdate, jobStart, jobResetOffset, jobDelete, jobHistory],
  },
  {
    name: 'run',
    summary: 'Manage the runs of jobs',
    commands: [
      runList,
      runGet,
      runWait,
      runWatch,
      runLogs,
      runMetrics,
      runExplain,
      runDiff,
      runCancel,
      runRerun,
      runPause,
      runResume,
      runDelete,
      runPrune,
    ],
  },
  plan,
  apply,
  archive,
  report,
  exportCommand,
  schema,
  { name: 'simulator', summary: 'Run a local simulator of the service', commands: [simulatorStart] },
  demo,
  { name: 'auth', summary: 'Check credentials', commands: [authStatus] },
  doctor,
  api,
  completion,
  helpOf(() => tree),
  versionCommand,
];
