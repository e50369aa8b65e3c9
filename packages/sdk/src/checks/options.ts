import type { Rule } from '@wxdi/core';
import { refusalOf, rule, rules } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { wrongOption } from '../option-error.js';
import { Secret } from '../secrets/secret.js';

const { anything, func, limit, members, oneOf, text, that, yesOrNo } = rule;

const secret = that(
  'text or a Secret',
  (value) => value instanceof Secret || typeof value === 'string' || value === null,
);

const hasMethods =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function');

/** `Limits`. `Infinity` means no limit. */
const limitsRule = members({
  connectMs: limit(1),
  headersMs: limit(1),
  idleMs: limit(1),
  totalMs: limit(1),
  bodyBytes: limit(1),
});

const authMembers: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  iam: { apiKey: secret, url: text },
  bearertoken: {
    token: that(
      'text, a Secret or a function',
      (value) => typeof value === 'function' || secret(value, '').length === 0,
    ),
  },
  cp4d: { username: text, password: secret, apiKey: secret, url: text },
  zenapikey: { username: text, apiKey: secret },
  mcsp: { apiKey: secret, account: text, url: text },
  custom: {
    credential: that(
      'an object with the methods of Credential',
      hasMethods('authorization', 'refused', 'secrets'),
    ),
  },
  noauth: {},
};

const auth: Rule = (value, path) => {
  const issues = members({ type: anything }, ['type'])(value ?? {}, path).filter(
    ({ received }) => received !== 'an unknown option',
  );
  if (issues.length > 0) return issues;
  const { type } = value as { readonly type: unknown };
  const own = typeof type === 'string' && Object.hasOwn(authMembers, type) ? authMembers[type] : undefined;
  const known = oneOf(...Object.keys(authMembers));
  return own === undefined ? known(type, `${path}.type`) : members({ type: known, ...own })(value, path);
};

const journal: Rule = (value, path) =>
  hasMethods('find', 'swap')(value)
    ? []
    : members({ folder: rule.someText, readOnly: yesOrNo }, ['folder'])(value, path);

/** `RateLimit`; its numbers are checked where it is used. */
const rateLimit = members({ perSecond: anything, burst: anything });

const proxy = members({ httpsProxy: secret, httpProxy: secret, noProxy: text });

const pems = that('PEM text, or a list of PEM texts', (value) =>
  [value].flat().every((pem) => typeof pem === 'string'),
);

const tls = members({ ca: pems, cert: text, key: secret, passphrase: secret, insecure: yesOrNo });

/** Checked where it is used. */
const maxSockets = anything;

/** `NodeTransportOptions`. */
export const nodeTransportRule = members({ limits: limitsRule, tls, proxy, maxSockets });

/** `FetchTransportOptions`. */
export const fetchTransportRule = members({ limits: limitsRule, fetch: func, maxSockets });

const clock = that('an object with the methods of Clock', hasMethods('now', 'monotonic', 'sleep'));

/** `RetryOptions`. */
export const retryRule = members({ retry: rules.retry, clock, random: func, onAttempt: func });

/** `ClientOptions`. */
export const clientRule: Rule = (options, path) =>
  members({
    url: text,
    region: text,
    project: text,
    space: text,
    auth: (value, at) => auth(value ?? null, at),
    limits: limitsRule,
    retry: rules.retry,
    poll: rules.poll,
    settle: rules.settle,
    tls,
    proxy,
    journal,
    names: that('an object with the methods find and save', hasMethods('find', 'save')),
    rateLimit,
    trace: func,
    onAttempt: func,
    transport: func,
    maxSockets,
    clock,
    random: func,
  })({ auth: null, ...(options as object) }, path);

/** Options of every call. */
export const signalRule = that(
  'an AbortSignal',
  (value) =>
    hasMethods('addEventListener', 'removeEventListener')(value) &&
    typeof (value as { readonly aborted?: unknown }).aborted === 'boolean',
);

/** Throws for options that the rule refuses. */
export const checkOptions = (check: Rule, options: unknown): void => {
  const [issue] = check(options, '');
  if (issue !== undefined) throw wrongOption(issue.path, issue.expected, issue.received);
};

/** Throws for an argument of a method that the rule refuses. */
export const checkArgument = (check: Rule, value: unknown, path = ''): void => {
  const refused = refusalOf(check, value, path);
  if (refused !== undefined) throw new WxdiError(refused);
};
