import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Job } from '../domain/job.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { JobDraft } from '../wire/requests.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { invalidInput } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { callFor } from '../ports/jobs-api.js';
import { jobFromWire } from '../wire/job.js';
import { newJobToWire } from '../wire/requests.js';
import { windowIssues } from '../wire/window-issues.js';

/**
 * Creates a job. A draft that the service would refuse is `InvalidInput`, and nothing is sent; an existing name is
 * `Refused`.
 *
 * Wire: `POST /v2/jobs`, 201 with the whole job.
 *
 * @example
 * ```ts
 * const created = await createJob({
 *   name: 'weekly report',
 *   assetId: '22222222-2222-4222-8222-222222222222',
 *   parameters: [{ name: 'region', value: 'emea' }],
 *   retention: { days: 30 },
 * })(env)();
 * assert.equal(created.right.name, 'weekly report');
 * ```
 */
export const createJob = (
  draft: JobDraft,
): ReaderTaskEither<HasApi<'createJob'> & HasCancel, WorkflowError, Job> => {
  const refused = refusalOf(rules.jobDraft, draft);
  if (refused !== undefined) return RTE.left(refused);
  const issues = draftIssues(draft);
  if (issues.length > 0) return RTE.left(invalidInput('invalid job', issues));
  return callFor('createJob', { body: { job: newJobToWire(draft) } }, jobFromWire);
};

/** Values that the service would refuse or misread. The types exclude most of them, but not for JavaScript callers. */
const draftIssues = (draft: { readonly [K in keyof JobDraft]?: JobDraft[K] }): readonly Issue[] => [
  ...issue('name', draft.name === undefined || draft.name === '', 'a name', 'nothing'),
  ...issue('assetId', !draft.assetId && !draft.type, 'an asset, or a type for jobs without one', 'neither'),
  ...issue('assetId', Boolean(draft.assetId && draft.type), 'an asset or a type', 'both'),
  ...windowIssues(draft.scheduleWindow),
];

const issue = (path: string, wrong: boolean, expected: string, received: string): readonly Issue[] =>
  wrong ? [{ path, expected, received }] : [];
