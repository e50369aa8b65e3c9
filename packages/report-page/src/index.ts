export type {
  FailedRun,
  MissedStart,
  ReportJob,
  ReportPageData,
  ReportReason,
  ReportRun,
  RunningRun,
  SlowRun,
  StuckRun,
  UnreadablePart,
} from './data.js';
export { reportPage } from './page.js';
