/** How a run is drawn: completed, completed with warnings, failed, ended otherwise, active. Also the name of its class. */
export type Look = 'ok' | 'warn' | 'bad' | 'off' | 'act';

/** In the order of the legend; later ones are drawn over earlier ones. */
export const looks: readonly { readonly look: Look; readonly label: string }[] = [
  { look: 'ok', label: 'completed' },
  { look: 'off', label: 'canceled or skipped' },
  { look: 'warn', label: 'completed with warnings' },
  { look: 'act', label: 'active' },
  { look: 'bad', label: 'failed' },
];

const byState: Readonly<Record<string, Look>> = {
  Completed: 'ok',
  CompletedWithWarnings: 'warn',
  CompletedWithErrors: 'bad',
  Failed: 'bad',
  Canceled: 'off',
  Skipped: 'off',
};

/** An unknown state counts as active. */
export const lookOf = (state: string): Look =>
  Object.hasOwn(byState, state) ? (byState[state] ?? 'act') : 'act';
