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

/** Words that the command needs were left out: where somebody can be asked, they may be picked. */
export class MissingArguments extends UsageError {
  readonly names: readonly string[];

  constructor(message: string, hint: string, names: readonly string[]) {
    super(message, hint);
    this.names = names;
  }
}

/** What was asked for is refused here, because of how things are at the service: exit 5, and nothing was sent. */
export class RefusedHere extends Error {
  override readonly name = 'RefusedHere';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
