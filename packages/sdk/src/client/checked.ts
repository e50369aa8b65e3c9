import type { Rule } from '@wxdi/core';
import { invalidInput, rule } from '@wxdi/core';
import { unexpected, WxdiError } from '../error.js';
import { checkArgument, signalRule } from '../checks/options.js';

/** Options of every call. */
export const callOptions = { signal: signalRule, timeoutMs: rule.limit(0) };

/** Options of a call that has no others. */
export const callRule = rule.members(callOptions);

/** Options of which core checks all but those of every call. */
export const openRule: Rule = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return callRule(value, path);
  const { signal, timeoutMs } = value as { readonly signal?: unknown; readonly timeoutMs?: unknown };
  return callRule({ signal, timeoutMs }, path);
};

/** The same, with `onSummary`. */
export const summaryRule: Rule = (value, path) => {
  const wrong = openRule(value, path);
  const { onSummary } = (value ?? {}) as { readonly onSummary?: unknown };
  return wrong.length > 0 ? wrong : rule.func(onSummary, 'onSummary');
};

type Method = (...args: never[]) => unknown;

/**
 * The methods of a client, each with rules for its arguments, by position. An argument that a rule refuses, and one with
 * which no program can be built, is `InvalidInput`: thrown by methods that return no promise, else a rejection. Whatever
 * else is thrown becomes a `WxdiError` too.
 */
export const checked = <Methods extends object>(
  rules: { readonly [Name in keyof Methods]: readonly (Rule | undefined)[] },
  methods: Methods,
): Methods => {
  const guard =
    (name: string, method: Method): Method =>
    (...args: readonly unknown[]) => {
      let result: unknown;
      try {
        rules[name as keyof Methods].forEach((check, i) => {
          if (check !== undefined) checkArgument(check, args[i]);
        });
        result = (method as (...given: readonly unknown[]) => unknown)(...args);
      } catch (cause) {
        const error = cause instanceof WxdiError ? cause : wrongArguments(name, cause);
        if (!synchronous.has(name)) return Promise.reject(error);
        throw error;
      }
      if (!(result instanceof Promise)) return result;
      return result.catch((cause: unknown) => {
        throw cause instanceof WxdiError ? cause : unexpected(cause);
      });
    };
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, guard(name, method as Method)]),
  ) as Methods;
};

/** Methods that return no promise. */
const synchronous: ReadonlySet<string> = new Set(['list', 'overview', 'search', 'stale', 'follow', 'handle']);

const wrongArguments = (method: string, cause: unknown): WxdiError =>
  new WxdiError({
    ...invalidInput(
      `invalid arguments of ${method}: ${cause instanceof Error ? cause.message : String(cause)}`,
    ),
    cause,
  });
