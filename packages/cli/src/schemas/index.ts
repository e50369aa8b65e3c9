import { jobFileSchema, planSchema } from '@wxdi/sdk';
import { schemaUrl } from '../job-files/text.js';
import { errorSchema } from './error.js';
import { jobSchema } from './job.js';
import type { Schema } from './parts.js';
import { reportSchema } from './report.js';
import { runSchema } from './run.js';

/** The JSON Schemas (draft 7) by the word that `wxdi schema` takes; they are files of the package too. */
export const schemas: Readonly<Record<'file' | 'job' | 'run' | 'error' | 'plan' | 'report', Schema>> = {
  file: { $id: schemaUrl, ...jobFileSchema },
  job: jobSchema,
  run: runSchema,
  error: errorSchema,
  plan: planSchema,
  report: reportSchema,
};
