import { showDuration } from '../model/duration.js';
import { resolveFault, type ResolvedRule } from './resolve.js';
import type { Fault, FaultAction } from './rule.js';

/**
 * What a rule does, as a sentence. Throws a `RangeError` that names the wrong part of the rule.
 *
 * @example
 * describeFault('POST runs: lose-answer 20%');
 * // POST runs: the request takes effect, and its answer is lost; each request with a probability of 20 %
 */
export const describeFault = (fault: Fault): string => {
  const rule = resolveFault(fault, 0);
  const on = rule.text.slice(0, rule.text.indexOf(':'));
  return `${on}: ${effectOf(rule)}; ${countOf(rule)}${windowOf(rule)}`;
};

const effects: Readonly<Record<Exclude<FaultAction, number>, string>> = {
  'lose-answer': 'the request takes effect, and its answer is lost',
  'lose-request': 'the request is lost before it takes effect',
  'cut-answer': 'the request takes effect, and its answer ends in the middle',
  expire: 'all tokens that were issued before have expired (401)',
  html: 'a page of HTML is returned with status 200',
  delay: 'the answer is late',
};

const effectOf = ({ does, delayMs, retryAfterMs, processed }: ResolvedRule): string => {
  if (does === 'delay') return `the answer is ${showDuration(delayMs)} late`;
  if (typeof does !== 'number') return effects[does];
  const effect = processed ? 'the request takes effect, and status' : 'status';
  const retry = retryAfterMs === undefined ? '' : ` with Retry-After ${showDuration(retryAfterMs)}`;
  return `${effect} ${does} is returned${retry}`;
};

const countOf = ({ times, chance }: ResolvedRule): string => {
  const first =
    times === Infinity ? 'every request' : times === 1 ? 'the first request' : `the first ${times} requests`;
  if (chance === 1) return first;
  const percent = Number((chance * 100).toFixed(6));
  return times === Infinity
    ? `each request with a probability of ${percent} %`
    : `${first} that meet a probability of ${percent} %`;
};

const windowOf = ({ from, until }: ResolvedRule): string => {
  const begin = from === 0 ? '' : `, from ${showDuration(from)} on`;
  return until === Infinity ? begin : `${begin}, for ${showDuration(until - from)}`;
};
