/** Calls a function of the caller that must not affect a request: an exception or a rejection is ignored. */
export const callHook = <Args extends readonly unknown[], A>(
  hook: (...args: Args) => A,
  ...args: Args
): A | undefined => {
  try {
    const result: unknown = hook(...args);
    if (result instanceof Promise) result.catch(() => undefined);
    return result as A;
  } catch {
    return undefined;
  }
};
