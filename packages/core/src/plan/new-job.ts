import type * as wire from '@wxdi/bindings';
import type { JobDocument } from '../domain/job-document.js';
import type { JsonObject } from '../domain/json.js';
import type { JobDraft } from '../wire/requests.js';
import type { Documents } from './changed.js';
import type { FieldChange } from './plan.js';
import { defined } from '../domain/defined.js';
import { withOwner, withoutOwner } from '../domain/owner-mark.js';
import { ownConfiguration } from '../wire/draft-of.js';
import { newJobToWire } from '../wire/requests.js';
import { differenceOf, withWrittenTimes } from './difference.js';

/** The draft of the job that a document describes. The service refuses null in a new job, so null is left out. */
export const draftOfDocument = ({ metadata, spec }: JobDocument, owner: string | undefined): JobDraft => {
  const { flow, type, notifications, scheduleWindow } = spec;
  const description = withOwner(withoutOwner(spec.description), owner);
  return {
    ...defined({
      name: metadata.name,
      description: description === '' ? undefined : description,
      configuration: spec.configuration && ownConfiguration(spec.configuration),
      parameters: spec.parameters ?? undefined,
      parameterSets: spec.parameterSets ?? undefined,
      environment: spec.environmentVariables ?? undefined,
      environmentId: spec.environment ?? undefined,
      warnLimit: spec.warnLimit ?? undefined,
      schedule: spec.schedule ?? undefined,
      scheduleWindow: scheduleWindow ? withoutNulls(scheduleWindow) : undefined,
      retention: spec.retention ?? undefined,
      notifications: notifications
        ? { success: false, warning: false, failure: false, ...defined(notifications) }
        : undefined,
    }),
    ...(flow === undefined ? { type: type ?? '' } : { assetId: 'id' in flow ? flow.id : flow.name }),
  };
};

const withoutNulls = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined));

/** The request that creates a job, as it is shown. */
export const shownRequest = (documents: Documents, owner: string | undefined): JsonObject => {
  const { metadata, spec } = documents.written;
  const shown = newJobToWire(draftOfDocument({ ...documents.written, metadata, spec }, owner));
  const fields = new Map(fieldsOfNew(documents, owner).map(({ path, after }) => [path, after]));
  const named = <A extends { readonly name: string }>(path: string, items: readonly A[]): readonly A[] =>
    items.map((item) => ({ ...item, value: fields.get(`${path}.${item.name}`) ?? null }));
  return defined({
    ...shown,
    job_parameters: shown.job_parameters && named('parameters', shown.job_parameters),
    schedule_info: withWrittenTimes('/schedule_info', shown.schedule_info, documents),
  });
};

/** The settings of a new job as they are shown. */
export const fieldsOfNew = (
  { document, written }: Documents,
  owner: string | undefined,
): readonly FieldChange[] => {
  const { flow, type } = written.spec;
  const fixed = { flow: flow && ('id' in flow ? flow.id : flow.name), type };
  return [
    ...Object.entries(fixed).flatMap(([path, after]) =>
      after === undefined ? [] : [{ path, before: null, after }],
    ),
    ...differenceOf(nothing(document), { document, written }, { owner }).fields,
  ];
};

/** A job without settings. */
const nothing = ({ metadata: { name } }: JobDocument): wire.Job => ({
  metadata: { name, asset_id: '' },
  entity: { job: { asset_ref_type: '', configuration: {} } },
});
