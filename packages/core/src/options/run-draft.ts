import type { Issue } from '../errors/api-error.js';
import { runDraft } from './rules.js';

/** What is wrong with the draft of a run, as far as it can be said without the job. */
export const runDraftIssues = (draft: unknown): readonly Issue[] => runDraft(draft, '');
