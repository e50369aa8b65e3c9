import type { Cancel } from '../ports/cancel.js';
import { onAbort } from './on-abort.js';

/** A signal of its own that also fires when its parent does. `close` removes the listener from the parent. */
export interface CancelScope {
  /** The signal of the scope. */
  readonly cancel: Cancel;
  /** Fires the signal of the scope, not that of its parent. */
  readonly fire: (reason?: unknown) => void;
  /** Removes the listener from the parent. */
  readonly close: () => void;
}

/** Opens a scope below `parent`, so that part of the work can be canceled without canceling the rest. */
export const cancelScope = (parent: Cancel): CancelScope => {
  const listeners = new Set<() => void>();
  const state = { aborted: parent.aborted, reason: parent.reason };
  const fire = (reason?: unknown): void => {
    if (state.aborted) return;
    state.aborted = true;
    state.reason = reason;
    for (const listener of [...listeners]) listener();
    listeners.clear();
  };
  const close = onAbort(parent, () => fire(parent.reason));
  return {
    cancel: {
      get aborted() {
        return state.aborted;
      },
      get reason() {
        return state.reason;
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    },
    fire,
    close,
  };
};
