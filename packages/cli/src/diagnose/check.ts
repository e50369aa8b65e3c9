export interface Check {
  readonly name: string;
  readonly result: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly detail: string;
  /** What to do about it. */
  readonly fix?: string;
  /** The exit code of a failure. */
  readonly exitCode?: number;
}

export const ok = (name: string, detail: string): Check => ({ name, result: 'ok', detail });

export const skipped = (name: string, detail: string): Check => ({ name, result: 'skipped', detail });

export const warned = (name: string, detail: string, fix: string): Check => {
  return { name, result: 'warning', detail, fix };
};

export const failed = (name: string, detail: string, fix: string, exitCode: number): Check => {
  return { name, result: 'failed', detail, fix, exitCode };
};
