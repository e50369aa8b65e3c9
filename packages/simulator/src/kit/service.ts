import { inspect, type Inspection } from '../model/inspect.js';
import { expireTokens, refuse, step } from '../model/router.js';
import { readNextRun, type NextRunPlan } from '../model/next-run.js';
import type { ModelOptions } from '../model/options.js';
import type { Quirks } from '../model/quirks.js';
import { runSchedules } from '../model/schedules.js';
import { createState } from '../model/seed.js';
import type { SimState } from '../model/state.js';
import type { Stepped } from '../model/step.js';
import type { SimRequest, SimResponse } from '../model/wire.js';
import { addRules, meet, unmet, type Faults, type Verdict } from '../rules/meet.js';
import { resolveFault, type ResolvedRule } from '../rules/resolve.js';
import type { Fault } from '../rules/rule.js';
import { crashed, htmlPage, withRetryAfter } from './answers.js';
import type { Cancel, Clock } from './clock.js';
import { createLedger, type Ledger, type LoggedRequest } from './ledger.js';

/** What becomes of an exchange: `request` and `answer` are lost, `body` ends in the middle. */
export type Loss = 'request' | 'answer' | 'body';

/** The end of one exchange. */
export interface Exchange {
  readonly response: SimResponse;
  readonly entry: LoggedRequest;
  readonly loss: Loss | undefined;
}

/** The simulated service: the model, its faults and its ledger over a clock, without a network. */
export interface Service extends Ledger {
  readonly clock: Clock;
  /** Handles one request, with its faults and in its time. */
  readonly exchange: (request: SimRequest, cancel: Cancel) => Promise<Exchange>;
  readonly inspect: () => Inspection;
  readonly state: () => SimState;
  readonly setQuirks: (quirks: Partial<Quirks>) => void;
  readonly addFaults: (faults: readonly Fault[]) => void;
  readonly nextRun: (plan: NextRunPlan) => void;
  /** What the rules that were not met lack. */
  readonly unmet: () => readonly string[];
}

export const createService = (options: ModelOptions, faults: readonly Fault[], clock: Clock): Service => {
  let state = createState(options, clock.now());
  let rules: Faults = { seed: state.config.seed, rules: [] };
  const ledger = createLedger();
  const addFaults = (added: readonly Fault[]): void => {
    const now = clock.now();
    rules = addRules(
      rules,
      added.map((fault) => resolveFault(fault, now)),
    );
  };
  addFaults(faults);

  const judge = (request: SimRequest): Verdict => {
    const [verdict, next] = meet(rules, request, clock.now());
    rules = next;
    return verdict;
  };
  const take = ({ state: next, response }: Stepped): SimResponse => {
    state = next;
    return response;
  };
  const work = (request: SimRequest): SimResponse => take(attempt(state, request, clock.now()));

  const answer = (request: SimRequest, rule: ResolvedRule | undefined): SimResponse => {
    if (rule === undefined) return work(request);
    const now = clock.now();
    switch (rule.does) {
      case 'lose-answer':
      case 'cut-answer':
      case 'delay':
        return work(request);
      case 'lose-request':
        return lost;
      case 'expire':
        return take(expireTokens(state, now));
      case 'html':
        return htmlPage;
      default: {
        if (rule.processed) work(request);
        const refusal = take(refuse(state, rule.does, `A simulated fault: ${rule.text}`, now));
        return withRetryAfter(refusal, rule.retryAfterMs, state.config.quirks, now);
      }
    }
  };

  return {
    ...ledger,
    clock,
    exchange: async (request, cancel) => {
      const { delayMs, rule, met } = judge(request);
      if (delayMs > 0) await clock.sleep(delayMs, cancel)();
      const at = clock.now();
      const response = answer(request, rule);
      const { method, path, query, body } = request;
      const { status } = response;
      const entry = { method, path, query, body, at, status, answer: response.body, faults: met };
      ledger.add(entry);
      return { response, entry, loss: losses[rule?.does ?? ''] };
    },
    inspect: () => {
      state = runSchedules(state, clock.now());
      return inspect(state, clock.now());
    },
    state: () => state,
    setQuirks: (quirks) => {
      state = { ...state, config: { ...state.config, quirks: { ...state.config.quirks, ...quirks } } };
    },
    addFaults,
    nextRun: (plan) => {
      state = { ...state, nextRuns: [...state.nextRuns, readNextRun(plan)] };
    },
    unmet: () => unmet(rules),
  };
};

/** Of a request that did not reach the service. */
const lost: SimResponse = { status: 0, headers: {}, body: undefined };

const losses: Readonly<Record<string, Loss>> = {
  'lose-request': 'request',
  'lose-answer': 'answer',
  'cut-answer': 'body',
};

const attempt = (state: SimState, request: SimRequest, at: number): Stepped => {
  try {
    return step(state, request, at);
  } catch (error) {
    return { state, response: crashed(error) };
  }
};
