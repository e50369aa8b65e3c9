/**
 * An abort signal. `AbortSignal` satisfies it; the narrow type keeps the DOM library out of the core. It ends local
 * waiting only: a run continues unless `cancelRun` cancels it.
 */
export interface Cancel {
  readonly aborted: boolean;
  readonly reason?: unknown;
  readonly addEventListener: (
    type: 'abort',
    listener: () => void,
    options?: { readonly once?: boolean },
  ) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}

/** Never fires. */
export const never: Cancel = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

/** The signal of the call. */
export interface HasCancel {
  readonly cancel: Cancel;
}
