import type * as wire from '@wxdi/bindings';
import type { DesiredJob } from '../domain/job-document.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { JobDraft } from '../wire/requests.js';
import type { Documents } from './changed.js';
import type { Match } from './match.js';
import type { PlannedAction, PlanOptions, RefusedJob } from './plan.js';
import { jobId, type JobId } from '../domain/ids.js';
import { ownerOf } from '../domain/owner-mark.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { text } from '../wire/absent.js';
import { newJobToWire } from '../wire/requests.js';
import { windowIssues } from '../wire/window-issues.js';
import { differenceOf } from './difference.js';
import { liveHash, requestHash } from './hashes.js';
import { draftOfDocument, fieldsOfNew, shownRequest } from './new-job.js';
import { refusedBecause, refusedFor, refusedSetting } from './refusals.js';

/** An action, and what is sent for it, with values from outside. */
export interface Decision {
  readonly action: PlannedAction;
  readonly step?: Step | undefined;
}

/** What is sent for one job. */
export type Step = CreateStep | UpdateStep | DeleteStep;

interface CreateStep {
  readonly type: 'create';
  readonly draft: JobDraft;
  readonly documents: Documents;
  readonly owner: string | undefined;
}

interface UpdateStep {
  readonly type: 'update';
  readonly job: JobId;
  readonly operations: readonly wire.JsonPatchOperation[];
  readonly liveHash: string;
}

interface DeleteStep {
  readonly type: 'delete';
  readonly job: JobId;
  readonly liveHash: string;
}

/** A document, and the same as it was written. */
export const documentsOf = ({ document, written = document }: DesiredJob): Documents => ({
  document,
  written,
});

/** Whose mark an existing job gets. */
export const ownershipOf = ({ owner, adopt }: PlanOptions) => ({ owner: adopt === true ? owner : undefined });

/** What is to be done for a document. */
export const decide = ({ desired, live, refused }: Match, options: PlanOptions): Decision => {
  if (refused !== undefined) return { action: refused };
  const documents = documentsOf(desired);
  return live === undefined ? decideNew(documents, options) : decideChange(live, documents, options);
};

const decideNew = (documents: Documents, { owner }: PlanOptions): Decision => {
  const { document } = documents;
  const { name } = document.metadata;
  const why = refusedFor(undefined, document);
  if (why !== undefined) return { action: why };
  const draft = draftOfDocument(document, owner);
  const wrong = wrongIn(name, rules.jobDraft, draft, draft.scheduleWindow);
  if (wrong !== undefined) return { action: wrong };
  return {
    action: {
      action: 'create',
      name,
      changes: fieldsOfNew(documents, owner),
      request: shownRequest(documents, owner),
      hash: requestHash(newJobToWire(draft)),
    },
    step: { type: 'create', draft, documents, owner },
  };
};

const decideChange = (live: wire.Job, documents: Documents, options: PlanOptions): Decision => {
  const { document } = documents;
  const { name } = document.metadata;
  const id = live.metadata.asset_id;
  const why = refusedFor(live, document) ?? refusedOwner(live, name, options);
  if (why !== undefined) return { action: why };
  const { changes, operations, shown, fields } = differenceOf(live, documents, ownershipOf(options));
  if (operations.length === 0) return { action: { action: 'unchanged', name, id } };
  const wrong =
    wrongIn(name, rules.jobChanges, changes, changes.scheduleWindow) ??
    refusedSetting(live, document, changes);
  if (wrong !== undefined) return { action: { ...wrong, id } };
  const was = liveHash(live);
  return {
    action: {
      action: 'update',
      name,
      id,
      changes: fields,
      operations: shown,
      hash: requestHash(operations),
      liveHash: was,
    },
    step: { type: 'update', job: jobId(id), operations, liveHash: was },
  };
};

const refusedOwner = (
  live: wire.Job,
  name: string,
  { owner, adopt }: PlanOptions,
): RefusedJob | undefined => {
  const other = ownerOf(text(live.metadata.description));
  if (adopt !== true || other === undefined || other === owner) return undefined;
  return refusedBecause(
    name,
    `the job has the mark of another owner, "${other}"`,
    `remove [wxdi-owner:${other}] from the description of the job`,
    live,
  );
};

/** Values that the service would refuse or misread. */
const wrongIn = (
  name: string,
  rule: Parameters<typeof refusalOf>[0],
  value: unknown,
  window: Parameters<typeof windowIssues>[0],
): RefusedJob | undefined => {
  const refusal: WorkflowError | undefined = refusalOf(rule, value);
  const [issue] = windowIssues(window);
  const reason =
    refusal?.message ?? (issue && `invalid ${issue.path}: expected ${issue.expected}, got ${issue.received}`);
  return reason === undefined ? undefined : refusedBecause(name, reason, 'correct the document');
};

/** The deletion of a job. */
export const decideDelete = (live: wire.Job): Decision => {
  const { name, asset_id: id } = live.metadata;
  const was = liveHash(live);
  return {
    action: { action: 'delete', name, id, liveHash: was },
    step: { type: 'delete', job: jobId(id), liveHash: was },
  };
};
