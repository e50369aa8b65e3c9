/**
 * The wish to stop. An `AbortSignal` is one; the narrow shape keeps the DOM library out of the core.
 * It ends local waiting only: a run goes on unless it is cancelled by `cancelRun`.
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

/** Never asks to stop. */
export const never: Cancel = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

export interface HasCancel {
  readonly cancel: Cancel;
}
