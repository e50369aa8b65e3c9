import type { Issue } from '../errors/api-error.js';
import type { JobEdit } from '../wire/job-edit.js';
import { timeIssues } from '../wire/window-issues.js';
import { jobEdit } from './rules.js';

/**
 * What is wrong with an edit, as far as it can be said without the job. A schedule is checked when it is known to differ
 * from the job's.
 */
export const jobEditIssues = (edit: unknown): readonly Issue[] => {
  const issues = jobEdit(edit, '');
  return issues.length > 0 ? issues : timeIssues((edit as JobEdit | undefined)?.scheduleWindow);
};
