import { durationOf, showDuration } from '../model/duration.js';
import { parseFault } from './parse.js';
import { actions, type Fault, type FaultAction, type FaultRule } from './rule.js';
import { readTarget, type Target } from './target.js';

/** A rule that was checked, with its defaults. */
export interface ResolvedRule {
  /** The rule as text. */
  readonly text: string;
  readonly target: Target;
  readonly does: FaultAction;
  readonly delayMs: number;
  readonly times: number;
  readonly chance: number;
  readonly retryAfterMs: number | undefined;
  readonly processed: boolean;
  readonly from: number;
  readonly until: number;
}

/** Checks a rule, given at this time. Throws a `RangeError` that names the wrong part. */
export const resolveFault = (fault: Fault, now: number): ResolvedRule => {
  const rule = typeof fault === 'string' ? parseFault(fault) : fault;
  const text = typeof fault === 'string' ? fault.trim() : textOf(rule);
  const refuse = (why: string): RangeError => new RangeError(`fault "${text}": ${why}`);
  try {
    checkAction(rule);
    const { does, chance = 1, processed = false } = rule;
    const from = now + (rule.after === undefined ? 0 : durationOf('after', rule.after));
    const repeats = does === 'delay' || rule.chance !== undefined;
    const times = rule.times ?? (repeats || rule.lasts !== undefined ? 'every' : 1);
    if (times !== 'every' && !(Number.isInteger(times) && times > 0))
      throw new RangeError(`times: use a whole number above 0, or every, not ${times}`);
    if (!(chance > 0 && chance <= 1))
      throw new RangeError(`the chance must be above 0 % and at most 100 %, not ${chance * 100} %`);
    return {
      text,
      target: tokenBearing(rule) ? { method: undefined, paths: undefined } : readTarget(rule.on),
      does,
      delayMs: does === 'delay' ? durationOf('delay', rule.delay ?? '') : 0,
      times: times === 'every' ? Infinity : times,
      chance,
      retryAfterMs: rule.retryAfter === undefined ? undefined : durationOf('retryAfter', rule.retryAfter),
      processed,
      from,
      until: rule.lasts === undefined ? Infinity : from + durationOf('lasts', rule.lasts),
    };
  } catch (error) {
    if (error instanceof RangeError && !error.message.startsWith('fault ')) throw refuse(error.message);
    throw error;
  }
};

/** `token: expire` is about every request with a token, not about those for a token. */
const tokenBearing = ({ on, does }: FaultRule): boolean => does === 'expire' && on.trim() === 'token';

const checkAction = ({ does, delay, retryAfter, processed }: FaultRule): void => {
  const isStatus = typeof does === 'number';
  if (isStatus ? !(Number.isInteger(does) && does >= 400 && does <= 599) : !actions.includes(does))
    throw new RangeError(
      `"${does}" is not an action: use ${actions.join(', ')}, or a status from 400 to 599`,
    );
  if (!isStatus && retryAfter !== undefined) throw new RangeError('retry-after needs a status, e.g. 429');
  if (!isStatus && processed !== undefined)
    throw new RangeError(
      'processed needs a status, e.g. 504; with lose-answer a request takes effect anyway',
    );
  if (does !== 'delay' && delay !== undefined) throw new RangeError('a delay needs the action delay');
};

const textOf = ({
  on,
  does,
  delay,
  times,
  chance,
  retryAfter,
  processed,
  after,
  lasts,
}: FaultRule): string => {
  const time = (value: number | string): string => (typeof value === 'number' ? showDuration(value) : value);
  return [
    `${on}: ${does}`,
    delay === undefined ? undefined : time(delay),
    typeof times === 'number' ? `x${times}` : times,
    chance === undefined ? undefined : `${Number((chance * 100).toFixed(6))}%`,
    retryAfter === undefined ? undefined : `retry-after ${time(retryAfter)}`,
    processed === true ? 'processed' : undefined,
    after === undefined ? undefined : `after ${time(after)}`,
    lasts === undefined ? undefined : `for ${time(lasts)}`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
};
