import type { JobDocument } from '../domain/job-document.js';
import type { JobChanges } from '../wire/job-changes.js';
import type { FieldChange } from './plan.js';

/** A part of a difference: exact changes, and the same as they are shown. */
export interface Changed {
  readonly changes: JobChanges;
  readonly shown: JobChanges;
  readonly fields: readonly FieldChange[];
}

/** A document, and the same as it was written. */
export interface Documents {
  readonly document: JobDocument;
  readonly written: JobDocument;
}
