import type { Issue } from '@wxdi/sdk';

/** The caller's mistake, found before anything was sent: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The way out: a command to try. */
  readonly hint: string | undefined;
  readonly issues: readonly Issue[];

  constructor(message: string, hint?: string, issues: readonly Issue[] = []) {
    super(message);
    this.hint = hint;
    this.issues = issues;
  }
}
