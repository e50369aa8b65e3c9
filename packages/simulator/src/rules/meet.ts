import { hash32 } from '../model/ids.js';
import type { ResolvedRule } from './resolve.js';
import { isAbout } from './target.js';

/** The rules, and how often each was met. Immutable. */
export interface Faults {
  readonly seed: string;
  readonly rules: readonly CountedRule[];
}

interface CountedRule extends ResolvedRule {
  /** Requests that the rule is about. */
  readonly seen: number;
  /** Requests that met it. */
  readonly met: number;
}

/** What a request meets. */
export interface Verdict {
  readonly delayMs: number;
  /** The rule that acts, other than delays. */
  readonly rule: ResolvedRule | undefined;
  /** The rules that the request met, as text. */
  readonly met: readonly string[];
}

export const addRules = (faults: Faults, rules: readonly ResolvedRule[]): Faults => ({
  ...faults,
  rules: [...faults.rules, ...rules.map((rule) => ({ ...rule, seen: 0, met: 0 }))],
});

/** Decides what a request meets: all delays, and the first other rule. Pure. */
export const meet = (
  faults: Faults,
  request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  },
  now: number,
): readonly [Verdict, Faults] => {
  let delayMs = 0;
  let acting: ResolvedRule | undefined;
  const met: string[] = [];
  const rules = faults.rules.map((rule, i): CountedRule => {
    if (now < rule.from || now >= rule.until || !applies(rule, request)) return rule;
    const counted = { ...rule, seen: rule.seen + 1 };
    const isFree = rule.does === 'delay' || acting === undefined;
    if (!isFree || rule.met >= rule.times || !strikes(faults.seed, i, counted)) return counted;
    met.push(rule.text);
    if (rule.does === 'delay') delayMs += rule.delayMs;
    else acting = rule;
    return { ...counted, met: rule.met + 1 };
  });
  return [
    { delayMs, rule: acting, met },
    { ...faults, rules },
  ];
};

const applies = (rule: ResolvedRule, request: Parameters<typeof meet>[1]): boolean =>
  isAbout(rule.target, request) && (rule.does !== 'expire' || request.headers['authorization'] !== undefined);

/** Whether a rule with a chance strikes. The seed decides, so that a run of a test can be repeated. */
const strikes = (seed: string, index: number, { chance, seen }: CountedRule): boolean =>
  chance === 1 || hash32(`${seed}/fault/${index}/${seen}`) / 2 ** 32 < chance;

/** What the rules that were not met as often as they say lack. A rule with a chance lacks only a request. */
export const unmet = ({ rules }: Faults): readonly string[] =>
  rules.flatMap(({ text, times, chance, seen, met }) => {
    const wanted = times === Infinity ? 1 : times;
    if (chance < 1 ? seen > 0 : met >= wanted) return [];
    const requests = seen === 1 ? '1 request' : `${seen} requests`;
    return [`"${text}": met ${met} of ${wanted} times; ${requests} that it is about`];
  });
